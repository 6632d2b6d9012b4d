-- The reader, for searches: photos below the folder :text ("0" follows "/").
SELECT id FROM photos WHERE folder_path > :text || '/' AND folder_path < :text || '0';
