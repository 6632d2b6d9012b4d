-- The reader, for the first page of a search: every photo between two times, newest first.
SELECT id FROM photos WHERE sort_us BETWEEN :min AND :max ORDER BY sort_us DESC, id DESC;
