-- The writer, when a scan ends: as of this moment, what is there.
UPDATE scans SET completed_at = :now, completed_us = :now_us, complete = (:n_held_back = 0), n_held_back = :n_held_back,
  n_gone = :n_gone, n_seen = (SELECT count(*) FROM scan_seen),
  photos_there = (SELECT count(*) FROM photos WHERE gone_at IS NULL),
  bytes_there = (SELECT coalesce(sum(bytes), 0) FROM photos WHERE gone_at IS NULL)
 WHERE id = :generation;
