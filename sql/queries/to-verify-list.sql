-- The reader: files that should be here and were not tried in this verification yet, the longest
-- unread first. The time says no more than that: it may lie in the future, or jump back meanwhile.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format
  FROM photos p
 WHERE p.local_path IS NOT NULL AND p.verify_session IS NOT :session
 ORDER BY p.verify_tried_us, p.id LIMIT :limit;
