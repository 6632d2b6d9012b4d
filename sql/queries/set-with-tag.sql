-- The lists: photos with the tag :argument, the cloud's or one's own.
SELECT pt.photo_id FROM tags t JOIN photo_tags pt ON pt.tag_id = t.id WHERE t.name = :argument;
