-- The writer, for new and changed photos, behind everything else of a verb.
INSERT INTO photo_search (rowid, name, folder, tags, context, camera, lens, collections, shoots, captions)
VALUES (:id, :name, :folder, :tags, :context, :camera, :lens, :collections, :shoots, :captions);
