-- The writer, when a run ends. Its numbers were counted as it went.
UPDATE backup_sessions SET completed_at = :now, notes = :notes WHERE id = :id;
