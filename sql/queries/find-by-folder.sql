-- The reader, for searches: photos in the folder :text or below ("0" follows "/").
SELECT id FROM photos WHERE folder_path = :text
UNION ALL
SELECT id FROM photos WHERE folder_path > :text || '/' AND folder_path < :text || '0';
