-- The reader, for searches: a collection of this name, whatever its case, and what it searches for.
SELECT id, query FROM collections WHERE name = :text COLLATE NOCASE;
