-- The reader, for completing searches: every collection and how many photos it has; NULL: it is a saved search.
SELECT name, iif(query IS NULL, photos, NULL) FROM collections;
