-- The writer, beside clock-shift-photo: how much was added in all.
INSERT INTO clock_shifts (photo_id, shift_us) VALUES (:photo_id, :shift_us)
  ON CONFLICT (photo_id) DO UPDATE SET shift_us = shift_us + excluded.shift_us;
