-- The lists: photos that are in no collection.
SELECT p.id FROM photos p INDEXED BY photos_in_brief
 WHERE NOT EXISTS (SELECT 1 FROM photo_collections pc WHERE pc.photo_id = p.id);
