-- The reader, for what lies in a folder: those of these paths (a JSON list) that are no photo's file.
SELECT value FROM json_each(:paths)
 WHERE NOT EXISTS (SELECT 1 FROM photos WHERE local_path = value);
