-- The writer, in the transaction of each page.
UPDATE scans SET n_added = n_added + :n_added, n_changed = n_changed + :n_changed, n_replaced = n_replaced + :n_replaced,
  n_renamed = n_renamed + :n_renamed, n_retagged = n_retagged + :n_retagged, n_returned = n_returned + :n_returned,
  n_incomplete = n_incomplete + :n_incomplete
 WHERE id = :generation;
