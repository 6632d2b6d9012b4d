-- At opening for writing: runs that nobody ended.
UPDATE backup_sessions SET notes = :notes WHERE completed_at IS NULL AND notes IS NULL;
