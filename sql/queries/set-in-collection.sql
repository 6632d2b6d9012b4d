-- The lists: photos in the collection :id.
SELECT photo_id FROM photo_collections WHERE collection_id = :id;
