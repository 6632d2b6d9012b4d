-- The photos that have this tag as one's own.
SELECT photo_id FROM photo_tags WHERE tag_id = :tag AND source = 'local';
