-- The sidebar: every folder but the root, with all that is in it and below.
SELECT folder_path, photo_count, total_size FROM folder_structure WHERE folder_path <> '' ORDER BY folder_path;
