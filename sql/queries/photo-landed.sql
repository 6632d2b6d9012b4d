-- The writer, for each file that landed.
UPDATE photos SET
  local_path = :local_path, local_key = :local_key, reserved_path = :local_path, reserved_key = :local_key,
  placed_as = coalesce(placed_as, shown_as),
  backup_date = :now, checksum = :md5, sha256 = :sha256, local_bytes = :n_bytes, local_mtime_us = :mtime_us,
  fetched_version = :version, fetched_etag = :etag, altered = :altered,
  verified_at = :now, verified_at_us = :now_us, verify_tried_us = :now_us, verify_session = NULL, verify_result = 'sound', verify_message = NULL,
  inspected_at = iif(checksum IS :md5, inspected_at, NULL),
  inspect_problem = iif(checksum IS :md5, inspect_problem, NULL),
  has_thumbnail = iif(checksum IS :md5, has_thumbnail, 0),
  fingerprint = iif(checksum IS :md5, fingerprint, NULL),
  arriving_session = NULL, attempt_cut_off = 0, skipped_at = NULL,
  failed_at = NULL, failed_at_us = NULL, failure_cause = NULL, failure_message = NULL, failure_attempts = 0,
  failure_next_at_us = NULL, asked_for_us = NULL, repair_wanted = 0, first_rung = 0, last_rung = :rung
WHERE id = :id;
