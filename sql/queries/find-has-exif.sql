-- The reader, for searches: has:exif.
SELECT photo_id FROM exif_data;
