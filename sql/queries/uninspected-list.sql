-- The reader: files that were not looked at yet, in the order in which they landed.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format
  FROM photos p
 WHERE p.local_path IS NOT NULL AND p.inspected_at IS NULL AND p.verify_result IS NOT 'missing'
 ORDER BY p.backup_date, p.id LIMIT :limit;
