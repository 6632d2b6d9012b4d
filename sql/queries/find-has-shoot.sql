-- The reader, for searches: has:shoot.
SELECT photo_id FROM photo_shoot_assignments;
