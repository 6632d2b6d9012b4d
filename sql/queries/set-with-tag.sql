-- The lists: photos with the tag :argument or one below it, the cloud's or one's own. '0' comes next after '/'.
SELECT pt.photo_id FROM tags t JOIN photo_tags pt ON pt.tag_id = t.id
 WHERE t.name = :argument OR (t.name > :argument || '/' AND t.name < :argument || '0');
