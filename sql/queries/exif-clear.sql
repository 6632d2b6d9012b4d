-- The writer, before exif-insert.
DELETE FROM exif_data WHERE photo_id = :photo_id;
