-- The reader: files that should be here and were not read since :before_us, the longest unread first.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format
  FROM photos p
 WHERE p.local_path IS NOT NULL AND p.verify_tried_us < :before_us
 ORDER BY p.verify_tried_us, p.id LIMIT :limit;
