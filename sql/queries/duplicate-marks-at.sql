-- The writer, before a photo gives its place to another: what was said of it, and of those that gave theirs to it.
SELECT photo_id, keeper_id, marked_at FROM duplicate_marks WHERE photo_id = :photo_id OR keeper_id = :photo_id;
