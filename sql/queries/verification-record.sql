-- The writer, for each file that was read again. A file that could not be read
-- says nothing, so what was known of it stays.
UPDATE photos SET
  verify_tried_us = :now_us, verify_session = :session,
  verified_at = iif(:result = 'unreadable', verified_at, :now),
  verified_at_us = iif(:result = 'unreadable', verified_at_us, :now_us),
  verify_result = iif(:result = 'unreadable' AND verify_result IN ('damaged', 'changed', 'missing'), verify_result, :result),
  verify_message = :message,
  repair_wanted = iif(:result = 'sound', 0, repair_wanted),
  asked_for_us = iif(:result = 'sound' AND repair_wanted = 1, NULL, asked_for_us),
  attempt_cut_off = iif(:result = 'sound', 0, attempt_cut_off)
 WHERE id = :id AND local_path IS NOT NULL;
