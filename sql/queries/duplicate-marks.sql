-- Every photo in whose place another is kept.
SELECT photo_id, keeper_id FROM duplicate_marks ORDER BY keeper_id, photo_id;
