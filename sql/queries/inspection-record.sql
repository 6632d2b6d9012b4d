-- The writer, for each file that was looked at, unless it is another one by now. The file says what the camera's clock
-- said; where a person put that clock right, the photo's time stays right.
UPDATE photos SET inspected_at = :now, inspect_problem = :problem, has_thumbnail = :has_thumbnail,
  fingerprint = :fingerprint, orientation = :orientation,
  taken_at_us = :taken_at_us + coalesce((SELECT shift_us FROM clock_shifts WHERE photo_id = :id), 0)
 WHERE id = :id AND (:md5 IS NULL OR checksum IS :md5);
