-- The writer, taking back: another photo is kept in the place of this one, since then.
INSERT INTO duplicate_marks (photo_id, keeper_id, marked_at)
SELECT id, :keeper_id, :marked_at FROM photos WHERE id = :photo_id AND EXISTS (SELECT 1 FROM photos WHERE id = :keeper_id)
  ON CONFLICT (photo_id) DO UPDATE SET keeper_id = excluded.keeper_id, marked_at = excluded.marked_at;
