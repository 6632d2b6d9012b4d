-- At opening a database with no application id: 3 if the tool that came before
-- Proofsheet made it.
SELECT count(*) FROM sqlite_schema
 WHERE type = 'table' AND name IN ('photos', 'backup_sessions', 'failed_downloads');
