-- The reader, for searches: photos of which the lens is known.
SELECT photo_id FROM exif_data WHERE lens > '';
