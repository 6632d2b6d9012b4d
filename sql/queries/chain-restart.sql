-- The writer, for a chain that begins anew, or is turned off.
UPDATE scan_chains SET cursor = NULL, n_found = 0, is_done = :is_off, is_off = :is_off
 WHERE generation = :generation AND chain = :chain
   AND EXISTS (SELECT 1 FROM scans WHERE id = :generation AND completed_at IS NULL);
