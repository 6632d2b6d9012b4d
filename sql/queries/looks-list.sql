-- The list of looks: what each complete scan found, the latest first.
SELECT id, completed_us, coalesce(photos_there, n_seen), n_added, n_replaced, n_renamed, n_retagged, n_gone, n_returned
  FROM scans WHERE complete = 1 ORDER BY completed_us DESC LIMIT :limit;
