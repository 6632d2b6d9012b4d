-- The writer, in the transaction of each page.
UPDATE scan_chains SET cursor = :cursor, is_done = (:cursor IS NULL), n_found = n_found + :n_found
 WHERE generation = :generation AND chain = :chain
   AND EXISTS (SELECT 1 FROM scans WHERE id = :generation AND completed_at IS NULL);
