-- The drive with the files is lost: what the cloud still lists is as if it never came, and waits. Its place is chosen anew,
-- since the next drive may take other names.
UPDATE photos SET local_path = NULL, local_key = NULL, backup_date = NULL, checksum = NULL, sha256 = NULL, local_bytes = NULL,
  local_mtime_us = NULL, fetched_version = NULL, fetched_etag = NULL, altered = 0, verified_at = NULL, verified_at_us = NULL,
  verify_tried_us = 0, verify_session = NULL, verify_result = NULL, verify_message = NULL, reserved_path = NULL,
  reserved_key = NULL, placed_as = NULL, arriving_session = NULL, attempt_cut_off = 0, repair_wanted = 0
 WHERE gone_at IS NULL AND (local_path IS NOT NULL OR reserved_path IS NOT NULL);
