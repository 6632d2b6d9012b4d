-- Taking over: every photo without a file, and what the predecessor called its file: "/" became "_".
SELECT id, replace(public_id, '/', '_'), format, version, bytes FROM photos WHERE local_path IS NULL ORDER BY id;
