-- The writer: the collection goes, its photos stay.
DELETE FROM collections WHERE id = :id;
