-- The writer, when a scan is to end: whether it is open, is held back and the
-- newest, and how many of its chains did not end.
SELECT s.completed_at IS NULL,
       s.n_held_back > 0 AND s.id = (SELECT max(id) FROM scans),
       4 - (SELECT count(*) FROM scan_chains c WHERE c.generation = s.id AND c.is_done = 1)
  FROM scans s WHERE s.id = :generation;
