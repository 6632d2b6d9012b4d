-- The facts pane: the cloud's context.
SELECT key, value FROM photo_context WHERE photo_id = :id ORDER BY id;
