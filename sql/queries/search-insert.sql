-- The writer, beside photo-insert.
INSERT INTO photo_search (rowid, name, folder, tags, context) VALUES (:id, :name, :folder, :tags, :context);
