-- The reader, for a file that is no photo's: a photo of this content that has no
-- file; the place must not be another photo's.
SELECT p.id, coalesce(p.version, 0), p.etag FROM photos p
 WHERE p.content_md5 = :md5 AND (p.local_path IS NULL OR p.verify_result = 'missing')
   AND coalesce(p.bytes, :n_bytes) = :n_bytes
   AND NOT EXISTS (SELECT 1 FROM photos o WHERE o.local_key = :key AND o.id <> p.id)
   AND NOT EXISTS (SELECT 1 FROM photos o WHERE o.reserved_key = :key AND o.id <> p.id)
 ORDER BY p.id LIMIT 1;
