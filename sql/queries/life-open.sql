-- At opening for writing.
UPDATE catalog_life SET is_open = 1, opened_at = :now WHERE id = 1;
