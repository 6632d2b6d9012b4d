-- A shelf of photos that look alike.
SELECT kind, group_id, photo_id, bits FROM look_alikes WHERE kind = :kind ORDER BY group_id, photo_id;
