-- The writer, for each file that landed; triggers count it into its session.
INSERT INTO downloads (photo_id, session_id, landed_at, version, bytes, adopted)
VALUES (:id, :session_id, :now, :version, :n_bytes, :adopted);
