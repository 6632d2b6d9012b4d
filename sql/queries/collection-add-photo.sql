-- The writer, for each photo that comes into a collection; what is in it already, or is no photo, is passed over.
INSERT INTO photo_collections (photo_id, collection_id, added_at)
SELECT id, :collection, :added_at FROM photos WHERE id = :photo
ON CONFLICT (photo_id, collection_id) DO NOTHING;
