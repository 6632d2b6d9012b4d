-- The writer, when a generation begins; its number is the new row's id.
INSERT INTO scans (session_id, started_at) VALUES (:session_id, :now);
