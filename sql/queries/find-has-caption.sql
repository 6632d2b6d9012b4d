-- The reader, for searches: has:caption.
SELECT photo_id FROM photo_captions WHERE title IS NOT NULL OR caption IS NOT NULL
UNION ALL
SELECT photo_id FROM exif_data WHERE description IS NOT NULL;
