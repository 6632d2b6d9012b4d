-- The reader: what the last complete scan at or before :at_us saw, or no row.
SELECT s.completed_at, s.photos_there, s.bytes_there, b.cloudinary_cloud_name
  FROM scans s LEFT JOIN backup_sessions b ON b.id = s.session_id
 WHERE s.complete = 1 AND s.completed_us <= :at_us
 ORDER BY s.completed_us DESC LIMIT 1;
