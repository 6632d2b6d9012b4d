-- The reader, for searches: photos of a focal length from :min to :max.
SELECT photo_id FROM exif_data WHERE focal_length IS NOT NULL AND focal_length BETWEEN :min AND :max;
