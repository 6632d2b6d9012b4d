-- The writer, taking back: the photo leaves the collection that it came into for a duplicate.
DELETE FROM photo_collections WHERE photo_id = :photo_id AND collection_id = :collection_id;
