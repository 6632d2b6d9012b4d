-- The writer, doing again: the photo comes into the collection of a duplicate.
INSERT OR IGNORE INTO photo_collections (photo_id, collection_id, added_at)
SELECT p.id, c.id, :added_at FROM photos p, collections c WHERE p.id = :photo_id AND c.id = :collection_id;
