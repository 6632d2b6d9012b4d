-- The writer, for each folder above a candidate: 1 if it is a file's place.
SELECT EXISTS (SELECT 1 FROM photos WHERE reserved_key = :key) OR EXISTS (SELECT 1 FROM photos WHERE local_key = :key);
