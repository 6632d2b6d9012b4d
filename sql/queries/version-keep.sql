-- The writer, before photo-landed: the file that was here until now lies at
-- :path, or, with :path NULL, stays where it was under another name.
INSERT INTO photo_versions (photo_id, version, etag, checksum, sha256, bytes, path, backup_date, replaced_at)
SELECT id, fetched_version, fetched_etag, checksum, sha256, local_bytes, coalesce(:path, local_path), backup_date, :now
  FROM photos
 WHERE id = :id AND local_path IS NOT NULL AND verify_result IS NOT 'missing'
   AND (:path IS NOT NULL OR (local_path <> :local_path AND checksum IS NOT :md5));
