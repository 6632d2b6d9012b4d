-- The writer, for Get Now on :ids (JSON). What was left out comes back in, what
-- failed is tried again, what is damaged or missing is repaired, what was altered
-- is tried for its original. Files that a person changed are left alone.
UPDATE photos SET asked_for_us = :now_us, skipped_at = NULL,
  altered = iif(state = 'altered', 0, altered),
  repair_wanted = iif(verify_result IN ('damaged', 'missing'), 1, repair_wanted),
  first_rung = iif(failed_at IS NULL AND altered = 0, first_rung, (coalesce(last_rung, -1) + 1) % 3),
  failed_at = NULL, failed_at_us = NULL, failure_cause = NULL, failure_message = NULL, failure_next_at_us = NULL
 WHERE id IN (SELECT value FROM json_each(:ids))
   AND is_remote = 0
   AND (state IN ('failed', 'skipped', 'altered')
        OR (state = 'waiting' AND asked_for_us IS NULL AND file_is_current = 0)
        OR (state = 'missing' AND gone_at IS NULL)
        OR (state = 'damaged' AND gone_at IS NULL AND verify_result = 'damaged'));
