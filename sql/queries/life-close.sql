-- The writer, as the last it does.
UPDATE catalog_life SET is_open = 0 WHERE id = 1;
