-- The reader, for searches: photos of which no camera is known.
SELECT id FROM photos INDEXED BY photos_by_time
 WHERE id NOT IN (SELECT photo_id FROM exif_data
                   WHERE trim(replace(coalesce(camera_make, '') || coalesce(camera_model, ''), '"', ' ')) <> '');
