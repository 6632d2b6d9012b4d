-- The lists, newest upload first: every photo, when it was uploaded, bytes; the list sorts.
SELECT id, created_at_us, coalesce(bytes, 0) FROM photos INDEXED BY photos_by_upload;
