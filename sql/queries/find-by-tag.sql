-- The reader, for searches: photos with the tag :text, whatever its case.
SELECT pt.photo_id FROM tags t JOIN photo_tags pt ON pt.tag_id = t.id WHERE t.name = :text COLLATE NOCASE;
