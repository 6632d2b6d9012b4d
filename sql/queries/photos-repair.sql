-- The writer, when damaged and missing files are to be fetched again; with
-- :changed_too also those a person saved over. What is gone from the cloud cannot be.
UPDATE photos SET repair_wanted = 1, asked_for_us = :now_us,
  failed_at = NULL, failed_at_us = NULL, failure_cause = NULL, failure_message = NULL, failure_next_at_us = NULL
 WHERE state IN ('damaged', 'missing') AND gone_at IS NULL AND is_remote = 0
   AND (verify_result <> 'changed' OR :changed_too);
