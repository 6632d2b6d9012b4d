-- The writer, after tag-insert: the tag's row.
SELECT id FROM tags WHERE name = :name;
