-- The writer: since when a photo is in a collection.
SELECT added_at FROM photo_collections WHERE photo_id = :photo_id AND collection_id = :collection_id;
