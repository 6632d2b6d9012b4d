-- The writer: a photo is in this shoot no more.
DELETE FROM photo_shoot_assignments WHERE photo_id = :photo AND shoot_id = :shoot;
