-- The reader, for searches: has:gps.
SELECT photo_id FROM exif_data WHERE gps_latitude IS NOT NULL;
