-- The writer, for a collection's description.
UPDATE collections SET description = :description WHERE id = :id;
