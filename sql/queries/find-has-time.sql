-- The reader, for searches: has:time.
SELECT id FROM photos WHERE taken_at_us IS NOT NULL;
