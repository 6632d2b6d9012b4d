-- The writer, for each file that could not be opened: what an earlier look found in it stays known.
UPDATE photos SET inspected_at = :now, inspect_problem = :problem
 WHERE id = :id AND (:md5 IS NULL OR checksum IS :md5);
