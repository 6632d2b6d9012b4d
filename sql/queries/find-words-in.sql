-- The reader, for searches: whether the words of the photo :id match the full-text expression :text.
SELECT 1 FROM photo_search WHERE photo_search MATCH :text AND rowid = :id;
