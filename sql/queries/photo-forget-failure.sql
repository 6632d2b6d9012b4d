-- The writer, for a photo that was replaced in the cloud or came back: what
-- failed before says nothing about what is there now.
UPDATE photos SET failed_at = NULL, failed_at_us = NULL, failure_cause = NULL, failure_message = NULL,
  failure_attempts = 0, failure_next_at_us = NULL, first_rung = 0
 WHERE id = :id AND failed_at IS NOT NULL;
