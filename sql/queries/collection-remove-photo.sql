-- The writer, for each photo that is taken out of a collection.
DELETE FROM photo_collections WHERE photo_id = :photo AND collection_id = :collection;
