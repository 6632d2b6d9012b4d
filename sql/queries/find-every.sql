-- The reader, for searches: every photo, in the order that is read fastest.
SELECT id FROM photos INDEXED BY photos_in_brief;
