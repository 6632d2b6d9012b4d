-- The reader, for searches: every photo, newest first.
SELECT id FROM photos ORDER BY sort_us DESC, id DESC;
