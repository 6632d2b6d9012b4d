-- The reader, for searches: photos that a person here gave stars, which count before those of the file.
SELECT photo_id FROM photo_marks WHERE rating IS NOT NULL;
