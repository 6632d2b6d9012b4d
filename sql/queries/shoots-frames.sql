-- Finding shoots: every photo with a time of its own that no person has put into a shoot, and the found shoot it is in so far.
SELECT p.id, p.taken_at_us, coalesce(e.camera_model, '') || ' ' || coalesce(e.camera_serial, ''), e.gps_latitude, e.gps_longitude,
       (SELECT a.shoot_id FROM photo_shoot_assignments a WHERE a.photo_id = p.id LIMIT 1)
  FROM photos p
  LEFT JOIN exif_data e ON e.photo_id = p.id
 WHERE p.taken_at_us IS NOT NULL AND (p.gone_at IS NULL OR p.local_path IS NOT NULL) AND p.displaced = 0
   AND NOT EXISTS (SELECT 1 FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id
                    WHERE a.photo_id = p.id AND s.origin <> 'found');
