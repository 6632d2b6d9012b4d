-- The writer, for each tag of a photo.
INSERT INTO photo_tags (photo_id, tag_id, source) VALUES (:photo_id, :tag_id, 'cloud')
  ON CONFLICT (photo_id, tag_id, source) DO NOTHING;
