-- The lists, by name: every photo with its name; the list sorts, as people count (2 before 10).
SELECT id, name FROM photos INDEXED BY photos_by_folder;
