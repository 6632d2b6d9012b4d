-- The reader, for searches: photos of the format :text.
SELECT id FROM photos INDEXED BY photos_in_brief WHERE format = :text;
