-- The writer, when a scan ends: how many were present, how many of them were not seen, and the guard's limits.
SELECT (SELECT count(*) FROM photos WHERE gone_at IS NULL),
       (SELECT count(*) FROM photos WHERE gone_at IS NULL AND id NOT IN (SELECT photo_id FROM scan_seen)),
       (SELECT value FROM settings WHERE key = 'guard_percent'),
       (SELECT value FROM settings WHERE key = 'guard_photos');
