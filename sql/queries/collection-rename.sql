-- The writer, for a collection's other name.
UPDATE collections SET name = :name WHERE id = :id;
