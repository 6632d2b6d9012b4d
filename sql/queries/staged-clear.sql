-- The writer, when a generation begins or searching is turned off.
DELETE FROM scan_staged;
