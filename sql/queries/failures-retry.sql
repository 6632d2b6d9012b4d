-- The writer, when a person wants failures tried again: they wait, asked for,
-- and begin at another rung. :cause and :public_ids (JSON) may be NULL.
UPDATE photos SET asked_for_us = :now_us,
  failed_at = NULL, failed_at_us = NULL, failure_cause = NULL, failure_message = NULL, failure_next_at_us = NULL,
  first_rung = (coalesce(last_rung, -1) + 1) % 3
 WHERE state = 'failed'
   AND (:cause IS NULL OR failure_cause = :cause)
   AND (:public_ids IS NULL OR public_id IN (SELECT value FROM json_each(:public_ids)));
