-- The writer, for each picture with a fingerprint.
INSERT INTO photo_imprints (photo_id, imprint) VALUES (:photo_id, :imprint)
ON CONFLICT (photo_id) DO UPDATE SET imprint = excluded.imprint;
