-- The reader, for searches: has:rating.
SELECT photo_id FROM photo_marks WHERE rating IS NOT NULL
UNION ALL
SELECT photo_id FROM photo_captions WHERE rating IS NOT NULL;
