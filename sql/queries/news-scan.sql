-- Home: what the last complete scan found.
SELECT id, completed_us, n_added, n_replaced, n_renamed, n_retagged, n_gone, n_returned, n_held_back
  FROM scans WHERE complete = 1 ORDER BY completed_us DESC LIMIT 1;
