-- The reader: when the next failure is to be tried again by itself; NULL: none.
SELECT min(retry_at_us) FROM photos WHERE retry_at_us IS NOT NULL;
