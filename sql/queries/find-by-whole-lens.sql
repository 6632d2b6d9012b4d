-- The reader, for searches: photos of the very lens :text; a quotation mark in its name counts as a blank, which a search cannot tell.
SELECT photo_id FROM exif_data WHERE lens = :text
UNION ALL
SELECT photo_id FROM exif_data WHERE instr(:text, ' ') > 0 AND instr(lens, '"') > 0 AND replace(lens, '"', ' ') = :text;
