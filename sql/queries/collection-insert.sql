-- The writer, for a new collection, and for one that comes back (:id known).
INSERT INTO collections (id, name, description, created_at, used_at_us, query)
VALUES (:id, :name, :description, :created_at, :used_at_us, :query);
