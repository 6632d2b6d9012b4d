-- The reader, for searches: photos of :min to :max stars, as a person here says, else as the file does.
SELECT photo_id FROM photo_marks WHERE rating IS NOT NULL AND rating BETWEEN :min AND :max
UNION ALL
SELECT w.photo_id FROM photo_captions w WHERE w.rating IS NOT NULL AND w.rating BETWEEN :min AND :max
   AND NOT EXISTS (SELECT 1 FROM photo_marks m WHERE m.photo_id = w.photo_id AND m.rating IS NOT NULL);
