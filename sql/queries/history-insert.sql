-- The writer, for each thing a scan changed.
INSERT INTO photo_history (scan, photo_id, what, before, after) VALUES (:scan, :photo_id, :what, :before, :after);
