-- The writer, before the cloud's tags of a photo are written anew.
DELETE FROM photo_tags WHERE photo_id = :photo_id AND source = 'cloud';
