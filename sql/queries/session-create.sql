-- The writer, when a run begins; the new row's id is the session's.
INSERT INTO backup_sessions (session_type, started_at, cloudinary_cloud_name)
VALUES (:session_type, :now, :cloud_name);
