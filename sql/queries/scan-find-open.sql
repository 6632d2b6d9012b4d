-- The writer: the generation that is not over, or no row.
SELECT id, started_at FROM scans WHERE completed_at IS NULL;
