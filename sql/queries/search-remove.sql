-- The writer, before search-add.
DELETE FROM photo_search WHERE rowid = :id;
