-- Photos that lack camera data, an original filename or a shoot, and which.
CREATE VIEW photos_missing_metadata AS
SELECT id, public_id, created_at, missing_exif, missing_filename, missing_shoot
  FROM (SELECT p.id, p.public_id, p.created_at,
               NOT EXISTS (SELECT 1 FROM exif_data e WHERE e.photo_id = p.id) AS missing_exif,
               NOT EXISTS (SELECT 1 FROM original_filenames f WHERE f.photo_id = p.id) AS missing_filename,
               NOT EXISTS (SELECT 1 FROM photo_shoot_assignments a WHERE a.photo_id = p.id) AS missing_shoot
          FROM photos p)
 WHERE missing_exif OR missing_filename OR missing_shoot;
