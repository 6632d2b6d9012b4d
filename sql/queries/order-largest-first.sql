-- The lists, largest first: every photo, its bytes twice; the list sorts, which is
-- quicker than an index on sizes would be dear.
SELECT id, coalesce(bytes, -1), coalesce(bytes, 0) FROM photos INDEXED BY photos_in_brief;
