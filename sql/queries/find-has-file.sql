-- The reader, for searches: has:file.
SELECT id FROM photos WHERE local_path IS NOT NULL;
