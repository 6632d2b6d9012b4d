-- The reader, for searches: has:time.
SELECT id FROM photos WHERE sort_us <> created_at_us OR taken_at_us IS NOT NULL;
