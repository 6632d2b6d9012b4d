-- The facts pane: all that the cloud sent, as it was sent.
SELECT listing, search, details FROM photo_documents WHERE photo_id = :id;
