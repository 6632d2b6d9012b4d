-- The writer, for each photo that gets a tag of one's own.
INSERT INTO photo_tags (photo_id, tag_id, source)
SELECT id, :tag, 'local' FROM photos WHERE id = :photo
ON CONFLICT (photo_id, tag_id, source) DO NOTHING;
