-- The reader, for searches: photos of a exposure time from :min to :max.
SELECT photo_id FROM exif_data WHERE shutter_speed IS NOT NULL AND shutter_speed BETWEEN :min AND :max;
