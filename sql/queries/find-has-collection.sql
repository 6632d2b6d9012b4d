-- The reader, for searches: has:collection.
SELECT photo_id FROM photo_collections;
