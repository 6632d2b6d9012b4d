-- The writer, before a collection gets a name: all that are in use.
SELECT id, name FROM collections;
