-- The reader: of the photos :ids (JSON), those whose file should be here and was not tried in this verification yet.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format
  FROM photos p
 WHERE p.id IN (SELECT value FROM json_each(:ids)) AND p.local_path IS NOT NULL AND p.verify_session IS NOT :session
 ORDER BY p.id LIMIT :limit;
