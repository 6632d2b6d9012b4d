-- The writer: the rating and the flag of a photo, as a person here says; a photo that is not there gets none.
INSERT INTO photo_marks (photo_id, rating, flag, marked_at)
SELECT id, :rating, :flag, :marked_at FROM photos WHERE id = :photo_id
  ON CONFLICT (photo_id) DO UPDATE SET rating = excluded.rating, flag = excluded.flag, marked_at = excluded.marked_at;
