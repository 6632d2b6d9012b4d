-- The reader: photos and bytes by the folder they lie in, without what lies below it; '': in none.
SELECT replace(folder_path, '"', ' ') AS label, NULL, NULL, count(*), sum(bytes)
  FROM photos GROUP BY label ORDER BY label;
