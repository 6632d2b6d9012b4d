-- The writer, when fetching a photo begins.
UPDATE photos SET arriving_session = :session_id, attempt_cut_off = 0 WHERE id = :id;
