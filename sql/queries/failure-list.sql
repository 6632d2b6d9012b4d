-- The reader: failed photos, newest first.
SELECT id, public_id, resource_type, resource_kind, failure_cause, failure_reason, failure_attempts, failed_at, failure_next_at_us
  FROM photos WHERE state = 'failed' ORDER BY failed_at_us DESC, id DESC LIMIT :limit;
