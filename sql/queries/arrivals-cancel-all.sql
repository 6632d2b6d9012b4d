-- The writer, when all fetching is stopped.
UPDATE photos SET arriving_session = NULL, attempt_cut_off = 1 WHERE arriving_session IS NOT NULL;
