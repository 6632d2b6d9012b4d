-- The reader, for completing searches: every tag that a photo has.
SELECT name FROM tags t WHERE EXISTS (SELECT 1 FROM photo_tags pt WHERE pt.tag_id = t.id);
