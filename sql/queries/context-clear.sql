-- The writer, before a photo's context is written anew.
DELETE FROM photo_context WHERE photo_id = :photo_id;
