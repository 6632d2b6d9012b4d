-- The writer, for each photo that loses a tag of one's own.
DELETE FROM photo_tags WHERE photo_id = :photo AND tag_id = :tag AND source = 'local';
