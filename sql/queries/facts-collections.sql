-- The facts pane: in which collections a photo is.
SELECT c.id, c.name, pc.added_at FROM photo_collections pc JOIN collections c ON c.id = pc.collection_id
 WHERE pc.photo_id = :id ORDER BY c.name COLLATE NOCASE;
