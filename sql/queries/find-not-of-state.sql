-- The reader, for searches: photos in another state than :text.
SELECT id FROM photos WHERE state < :text OR state > :text;
