-- The reader, for completing searches: every folder with photos right in it, and how many.
SELECT folder_path, photos FROM folder_counts WHERE folder_path <> '';
