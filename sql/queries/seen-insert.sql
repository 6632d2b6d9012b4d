-- The writer, for each entry of a listing.
INSERT INTO scan_seen (photo_id) VALUES (:photo_id) ON CONFLICT (photo_id) DO NOTHING;
