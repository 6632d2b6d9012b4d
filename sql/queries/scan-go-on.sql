-- The writer, when another run goes on with a generation.
UPDATE scans SET session_id = :session_id WHERE id = :id;
