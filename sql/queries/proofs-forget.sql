-- What was proven of files that are not here any more.
DELETE FROM file_integrity WHERE photo_id IN (SELECT id FROM photos WHERE local_path IS NULL);
