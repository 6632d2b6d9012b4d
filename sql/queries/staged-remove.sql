-- The writer, for what was taken.
DELETE FROM scan_staged WHERE id = :id;
