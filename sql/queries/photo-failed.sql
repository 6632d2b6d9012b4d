-- The writer, for each attempt that failed. Where the cloud refused, the next
-- one begins at another rung of the ladder (of three), since refusals are remembered there.
UPDATE photos SET
  arriving_session = NULL, attempt_cut_off = 0,
  failed_at = :now, failed_at_us = :now_us, failure_cause = :cause, failure_message = :message,
  failure_attempts = failure_attempts + 1, failure_next_at_us = :next_at_us,
  last_rung = :rung, first_rung = iif(:http_status IS NULL, first_rung, (:rung + 1) % 3)
WHERE id = :id;
