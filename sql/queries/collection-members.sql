-- The writer, before a collection is deleted or renamed: its photos, and since when.
SELECT photo_id, added_at FROM photo_collections WHERE collection_id = :id ORDER BY id;
