-- The reader, for searches: photos whose words match the full-text expression :text.
SELECT rowid FROM photo_search WHERE photo_search MATCH :text;
