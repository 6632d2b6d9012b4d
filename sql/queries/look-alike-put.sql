-- The writer: a photo is in a group of photos that look alike.
INSERT INTO look_alikes (kind, group_id, photo_id, bits)
SELECT :kind, :group_id, id, :bits FROM photos WHERE id = :photo_id
  ON CONFLICT (kind, photo_id) DO UPDATE SET group_id = excluded.group_id, bits = excluded.bits;
