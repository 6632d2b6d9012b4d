-- The writer: a photo comes into a shoot; one that is not there does not.
INSERT OR IGNORE INTO photo_shoot_assignments (photo_id, shoot_id, assigned_at)
SELECT id, :shoot, :assigned_at FROM photos WHERE id = :photo;
