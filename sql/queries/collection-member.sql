-- The writer, before a photo is taken out: since when it was in.
SELECT added_at FROM photo_collections WHERE photo_id = :photo AND collection_id = :collection;
