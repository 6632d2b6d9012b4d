-- The writer, doing again: the photo gets the tag of a duplicate, as one's own.
INSERT OR IGNORE INTO photo_tags (photo_id, tag_id, source)
SELECT p.id, t.id, 'local' FROM photos p, tags t WHERE p.id = :photo_id AND t.id = :tag_id;
