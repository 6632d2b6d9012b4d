-- The writer, for runs that no trigger counts: scan and verify.
UPDATE backup_sessions SET total_photos = total_photos + :n_total, successful_photos = successful_photos + :n_successful,
  failed_photos = failed_photos + :n_failed, total_bytes = total_bytes + :n_bytes
 WHERE id = (CASE WHEN :generation IS NULL THEN :session_id ELSE (SELECT session_id FROM scans WHERE id = :generation) END);
