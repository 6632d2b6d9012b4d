-- The shoots of a photo.
SELECT shoot_id FROM photo_shoot_assignments WHERE photo_id = :photo;
