-- The reader, for searches: photos that the file gives :min to :max stars.
SELECT photo_id FROM photo_captions WHERE rating IS NOT NULL AND rating BETWEEN :min AND :max;
