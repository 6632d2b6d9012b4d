-- The writer: a photo looks like no other any more.
DELETE FROM look_alikes WHERE kind = :kind AND photo_id = :photo_id;
