-- The writer: the photo that is kept gets the tags of the other, as one's own, where it has not got them.
INSERT INTO photo_tags (photo_id, tag_id, source)
SELECT DISTINCT :keeper_id, t.tag_id, 'local' FROM photo_tags t
 WHERE t.photo_id = :photo_id AND NOT EXISTS (SELECT 1 FROM photo_tags k WHERE k.photo_id = :keeper_id AND k.tag_id = t.tag_id);
