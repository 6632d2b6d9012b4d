-- The writer, for each attempt that failed; a trigger counts it into its session.
INSERT INTO failed_downloads (photo_id, session_id, error_message, retry_count, last_attempt, cause, http_status, rung, next_attempt_at)
SELECT id, :session_id, :message, failure_attempts + 1, :now, :cause, :http_status, :rung, :next_at
  FROM photos WHERE id = :id;
