-- The writer: whether a person gave the photo that tag.
SELECT EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = :photo_id AND tag_id = :tag_id AND source = 'local');
