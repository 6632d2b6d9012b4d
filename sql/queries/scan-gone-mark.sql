-- The writer, when a complete scan ends: what it did not see is gone. Without a
-- file here that is a failure; with one, whatever failed about it is over.
UPDATE photos SET gone_at = :now, gone_scan = :generation, displaced = 0, repair_wanted = 0, asked_for_us = NULL,
  failed_at = iif(local_path IS NULL, :now, NULL),
  failed_at_us = iif(local_path IS NULL, :now_us, NULL),
  failure_cause = iif(local_path IS NULL, 'gone', NULL),
  failure_message = iif(local_path IS NULL, :message, NULL),
  failure_next_at_us = NULL
 WHERE gone_at IS NULL AND id NOT IN (SELECT photo_id FROM scan_seen);
