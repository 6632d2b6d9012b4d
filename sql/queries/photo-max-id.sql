-- The lists: no photo's id is above it.
SELECT max(id) FROM photos;
