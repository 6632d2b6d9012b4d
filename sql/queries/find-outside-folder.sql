-- The reader, for searches: photos that are neither in the folder :text nor below it.
SELECT id FROM photos WHERE folder_path < :text OR folder_path >= :text || '0' OR (folder_path > :text AND folder_path < :text || '/');
