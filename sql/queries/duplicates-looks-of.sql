-- One group of a shelf of photos that look alike.
SELECT kind, group_id, photo_id, bits FROM look_alikes WHERE kind = :kind AND group_id = :group_id ORDER BY photo_id;
