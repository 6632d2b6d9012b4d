-- The reader, for searches: photos of a aperture from :min to :max.
SELECT photo_id FROM exif_data WHERE aperture IS NOT NULL AND aperture BETWEEN :min AND :max;
