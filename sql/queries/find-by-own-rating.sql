-- The reader, for searches: photos that a person here gave :min to :max stars.
SELECT photo_id FROM photo_marks WHERE rating IS NOT NULL AND rating BETWEEN :min AND :max;
