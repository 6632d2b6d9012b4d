-- The reader, for searches: photos with their places between :south and :north, :west and :east.
SELECT photo_id, gps_latitude, gps_longitude FROM exif_data
 WHERE gps_latitude IS NOT NULL AND gps_latitude BETWEEN :south AND :north AND gps_longitude BETWEEN :west AND :east;
