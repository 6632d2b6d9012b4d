-- The reader, for the manifest: every file here, by path.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format
  FROM photos p
 WHERE p.local_path IS NOT NULL AND p.local_path > :after_path AND p.verify_result IS NOT 'missing'
 ORDER BY p.local_path LIMIT :limit;
