-- The lists, oldest first: every photo, when it was taken (else uploaded), bytes.
SELECT id, sort_us, coalesce(bytes, 0) FROM photos ORDER BY sort_us, id;
