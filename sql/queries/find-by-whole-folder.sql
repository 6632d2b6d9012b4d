-- The reader, for searches: photos in the folder :text itself; a quotation mark in its name counts as a blank, which a search cannot tell.
SELECT id FROM photos WHERE folder_path = :text
UNION ALL
SELECT id FROM photos WHERE instr(:text, ' ') > 0 AND instr(folder_path, '"') > 0 AND replace(folder_path, '"', ' ') = :text;
