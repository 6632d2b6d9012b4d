-- The reader, for searches: photos in whose place another is kept.
SELECT photo_id FROM duplicate_marks;
