-- What a collection searches for; NULL: it has photos of its own.
SELECT query FROM collections WHERE id = :id;
