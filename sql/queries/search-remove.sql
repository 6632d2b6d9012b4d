-- The writer, before search-insert, for photos that have a row.
DELETE FROM photo_search WHERE rowid = :id;
