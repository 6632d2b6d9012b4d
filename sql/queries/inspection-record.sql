-- The writer, for each file that was looked at, unless it is another one by now.
UPDATE photos SET inspected_at = :now, inspect_problem = :problem, has_thumbnail = :has_thumbnail,
  fingerprint = :fingerprint, orientation = :orientation, taken_at_us = :taken_at_us
 WHERE id = :id AND (:md5 IS NULL OR checksum IS :md5);
