-- The reader, for searches: has:tag.
SELECT photo_id FROM photo_tags;
