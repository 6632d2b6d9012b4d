-- The reader, for searches: has:flag.
SELECT photo_id FROM photo_marks WHERE flag IS NOT NULL;
