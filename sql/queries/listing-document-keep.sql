-- The writer, for each new or changed entry of a listing.
INSERT INTO photo_documents (photo_id, listing) VALUES (:photo_id, :json)
  ON CONFLICT (photo_id) DO UPDATE SET listing = excluded.listing;
