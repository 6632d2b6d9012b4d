-- The writer: another photo is kept in the place of this one. Nothing is deleted for it.
INSERT INTO duplicate_marks (photo_id, keeper_id, marked_at) VALUES (:photo_id, :keeper_id, :marked_at)
  ON CONFLICT (photo_id) DO UPDATE SET keeper_id = excluded.keeper_id, marked_at = excluded.marked_at
  WHERE keeper_id <> excluded.keeper_id;
