-- The reader, for each photo whose clock may be put right: when it counts as taken, and by which camera.
SELECT p.taken_at_us, coalesce(e.camera_make, ''), coalesce(e.camera_model, ''), coalesce(e.camera_serial, '')
  FROM photos p LEFT JOIN exif_data e ON e.photo_id = p.id
 WHERE p.id = :id;
