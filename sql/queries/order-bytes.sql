-- The lists: the bytes of every photo, in the order that is read fastest.
SELECT id, coalesce(bytes, 0) FROM photos INDEXED BY photos_in_brief;
