-- The writer, before a collection is deleted or written into: all there is of it but its photos.
SELECT id, name, description, created_at, used_at_us, query FROM collections WHERE id = :id;
