-- The reader, for searches: photos of the format :text.
SELECT id FROM photos WHERE format = :text;
