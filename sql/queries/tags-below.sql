-- One's own tags that are this one or lie below it.
SELECT t.id, t.name FROM tags t
 WHERE (t.name = :name OR substr(t.name, 1, length(:name) + 1) = :name || '/')
   AND EXISTS (SELECT 1 FROM photo_tags pt WHERE pt.tag_id = t.id AND pt.source = 'local');
