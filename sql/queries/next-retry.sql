-- The reader: when the next failure is to be tried again by itself; NULL: none. What is due already
-- is listed as wanted, and so is what is further off than any wait.
SELECT min(retry_at_us) FROM photos WHERE retry_at_us IS NOT NULL AND retry_at_us > :now_us AND retry_at_us <= :too_far_us;
