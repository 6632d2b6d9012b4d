-- The writer: the photo that is kept comes into the collections of the other.
INSERT OR IGNORE INTO photo_collections (photo_id, collection_id, added_at)
SELECT :keeper_id, c.collection_id, :now FROM photo_collections c WHERE c.photo_id = :photo_id;
