-- The writer, when fetching is stopped: back to what it was.
UPDATE photos SET arriving_session = NULL, attempt_cut_off = 1
 WHERE arriving_session IS NOT NULL AND id IN (SELECT value FROM json_each(:ids));
