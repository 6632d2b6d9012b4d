-- The writer, when a generation begins: where earlier ones stood.
DELETE FROM scan_chains;
