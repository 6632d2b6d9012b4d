-- The writer, before inherit-tags: the tags that the photo which is kept has not got.
SELECT DISTINCT t.tag_id FROM photo_tags t
 WHERE t.photo_id = :photo_id AND NOT EXISTS (SELECT 1 FROM photo_tags k WHERE k.photo_id = :keeper_id AND k.tag_id = t.tag_id);
