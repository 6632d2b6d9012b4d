-- The writer, for each candidate: 1 if another photo has it, or if files lie below it as a folder.
SELECT EXISTS (SELECT 1 FROM photos WHERE reserved_key = :key AND id <> :id)
    OR EXISTS (SELECT 1 FROM photos WHERE local_key = :key AND id <> :id)
    OR EXISTS (SELECT 1 FROM photos WHERE reserved_key > :key || '/' AND reserved_key < :key || '0')
    OR EXISTS (SELECT 1 FROM photos WHERE local_key > :key || '/' AND local_key < :key || '0');
