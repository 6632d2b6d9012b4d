-- The writer, taking back: the photo loses the tag that it had of a duplicate.
DELETE FROM photo_tags WHERE photo_id = :photo_id AND tag_id = :tag_id AND source = 'local';
