-- The reader, for searches: photos of :min to :max bytes.
SELECT id FROM photos WHERE bytes BETWEEN :min AND :max;
