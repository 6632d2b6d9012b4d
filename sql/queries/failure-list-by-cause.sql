-- The reader: failed photos of one cause, newest first.
SELECT id, public_id, resource_type, resource_kind, failure_cause, failure_reason, failure_attempts, failed_at, failure_next_at_us
  FROM photos WHERE state = 'failed' AND failure_cause = :cause ORDER BY failed_at_us DESC, id DESC LIMIT :limit;
