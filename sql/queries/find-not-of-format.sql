-- The reader, for searches: photos of another format than :text.
SELECT id FROM photos INDEXED BY photos_in_brief WHERE format < :text OR format > :text OR format IS NULL;
