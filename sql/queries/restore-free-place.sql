-- The writer, where a manifest tells that another photo has this place by now:
-- the file here is not this one's. Its own line, its content or the cloud tells where its file is.
UPDATE photos SET
  reserved_path = NULL, reserved_key = NULL, placed_as = NULL, attempt_cut_off = 0,
  local_path = NULL, local_key = NULL, backup_date = NULL, checksum = NULL, sha256 = NULL, local_bytes = NULL,
  local_mtime_us = NULL, fetched_version = NULL, fetched_etag = NULL, altered = 0,
  verified_at = NULL, verified_at_us = NULL, verify_result = NULL, verify_message = NULL,
  inspected_at = NULL, inspect_problem = NULL, has_thumbnail = 0, fingerprint = NULL
 WHERE (local_key = :key OR reserved_key = :key) AND id <> :id;
