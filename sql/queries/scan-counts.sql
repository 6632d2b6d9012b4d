-- The writer: what a whole generation changed.
SELECT n_seen, n_added, n_changed, n_replaced, n_renamed, n_retagged, n_gone, n_returned, n_incomplete, n_held_back
  FROM scans WHERE id = :generation;
