-- The reader, for the status: one row of what ran when, and how the last scan stands.
SELECT coalesce((SELECT value FROM settings WHERE key = 'cloud_name'),
                (SELECT cloudinary_cloud_name FROM backup_sessions
                  WHERE cloudinary_cloud_name IS NOT NULL ORDER BY id DESC LIMIT 1)),
       (SELECT max(completed_at) FROM backup_sessions WHERE session_type = 'scan'),
       (SELECT completed_at FROM scans WHERE complete = 1 ORDER BY completed_us DESC LIMIT 1),
       (SELECT max(completed_at) FROM backup_sessions WHERE session_type = 'download'),
       (SELECT max(completed_at) FROM backup_sessions WHERE session_type = 'verify'),
       EXISTS (SELECT 1 FROM scans WHERE completed_at IS NULL),
       coalesce((SELECT n_held_back FROM scans WHERE completed_at IS NOT NULL ORDER BY id DESC LIMIT 1), 0);
