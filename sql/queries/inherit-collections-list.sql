-- The writer, before inherit-collections: the collections that the photo which is kept is not in.
SELECT c.collection_id FROM photo_collections c
 WHERE c.photo_id = :photo_id AND NOT EXISTS (SELECT 1 FROM photo_collections k WHERE k.photo_id = :keeper_id AND k.collection_id = c.collection_id);
