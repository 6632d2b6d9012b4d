-- The reader, for searches: photos with the tag :text or one below it, whatever its case.
SELECT pt.photo_id FROM tags t CROSS JOIN photo_tags pt ON pt.tag_id = t.id
 WHERE t.name = :text COLLATE NOCASE OR substr(t.name, 1, length(:text) + 1) = :text || '/' COLLATE NOCASE;
