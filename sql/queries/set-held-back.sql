-- The lists: photos that the last look did not find, where so many are missing that a person is asked first.
SELECT id FROM photos
 WHERE gone_at IS NULL AND (SELECT n_held_back FROM scans ORDER BY id DESC LIMIT 1) > 0 AND id NOT IN (SELECT photo_id FROM scan_seen);
