-- The writer, when a generation begins.
DELETE FROM scan_seen;
