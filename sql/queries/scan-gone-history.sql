-- The writer, before scan-gone-mark.
INSERT INTO photo_history (scan, photo_id, what)
SELECT :generation, id, 'gone' FROM photos WHERE gone_at IS NULL AND id NOT IN (SELECT photo_id FROM scan_seen);
