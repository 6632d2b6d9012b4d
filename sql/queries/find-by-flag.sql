-- The reader, for searches: photos with the flag :text.
SELECT photo_id FROM photo_marks WHERE flag = :text;
