-- The reader, for searches: photos of a sensitivity from :min to :max.
SELECT photo_id FROM exif_data WHERE iso IS NOT NULL AND iso BETWEEN :min AND :max;
