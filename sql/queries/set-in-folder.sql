-- The lists: photos in the folder :argument or below ("0" follows "/"); '' is everywhere.
SELECT id FROM photos WHERE :argument = ''
UNION ALL
SELECT id FROM photos WHERE folder_path = nullif(:argument, '')
UNION ALL
SELECT id FROM photos WHERE folder_path > nullif(:argument, '') || '/' AND folder_path < nullif(:argument, '') || '0';
