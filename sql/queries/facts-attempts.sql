-- The facts pane: attempts that failed, the latest first.
SELECT last_attempt, cause, error_message, coalesce(http_status, 0), retry_count, next_attempt_at, resolved_at FROM failed_downloads
 WHERE photo_id = :id ORDER BY id DESC LIMIT 100;
