-- At opening for writing: what a killed run was fetching waits again; its file
-- may lie in its place already.
UPDATE photos SET arriving_session = NULL, attempt_cut_off = 1 WHERE arriving_session IS NOT NULL;
