-- The reader, for searches: photos in the folder :text.
SELECT id FROM photos WHERE folder_path = :text;
