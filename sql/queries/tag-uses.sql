-- The reader, for each photo of a selection: its tags, and whose they are.
SELECT tag_id, max(source = 'local'), max(source = 'cloud') FROM photo_tags WHERE photo_id = :id GROUP BY tag_id;
