-- The writer, when the originals of :ids (JSON) are wanted back though a person saved over their files, which are kept
-- aside. What is gone from the cloud cannot be fetched.
UPDATE photos SET repair_wanted = 1, asked_for_us = :now_us,
  failed_at = NULL, failed_at_us = NULL, failure_cause = NULL, failure_message = NULL, failure_next_at_us = NULL
 WHERE id IN (SELECT value FROM json_each(:ids))
   AND state IN ('damaged', 'missing') AND gone_at IS NULL AND is_remote = 0;
