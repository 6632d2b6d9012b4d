-- The reader, for searches: photos whose file has the label :text, whatever its case.
SELECT photo_id FROM photo_captions WHERE label = :text COLLATE NOCASE;
