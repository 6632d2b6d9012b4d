-- The writer: the photo that is kept gets the rating and the flag of the other, where it has none.
INSERT INTO photo_marks (photo_id, rating, flag, marked_at)
SELECT :keeper_id, m.rating, m.flag, :now FROM photo_marks m WHERE m.photo_id = :photo_id
  ON CONFLICT (photo_id) DO UPDATE SET rating = coalesce(rating, excluded.rating), flag = coalesce(flag, excluded.flag);
