-- The writer, before captions-insert.
DELETE FROM photo_captions WHERE photo_id = :photo_id;
