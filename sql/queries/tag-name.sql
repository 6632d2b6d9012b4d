-- The reader, after tag-uses: what a tag is called.
SELECT name FROM tags WHERE id = :id;
