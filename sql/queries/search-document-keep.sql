-- The writer, for each new or changed entry of a search page.
INSERT INTO photo_documents (photo_id, search) VALUES (:photo_id, :json)
  ON CONFLICT (photo_id) DO UPDATE SET search = excluded.search;
