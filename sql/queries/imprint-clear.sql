-- The writer, for each file that is no picture any more.
DELETE FROM photo_imprints WHERE photo_id = :photo_id;
