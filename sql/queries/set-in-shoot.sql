-- The lists: photos of the shoot :id.
SELECT photo_id FROM photo_shoot_assignments WHERE shoot_id = :id;
