-- The writer, when a photo gives its place to another: those that had given theirs to it give it to that one.
UPDATE duplicate_marks SET keeper_id = :keeper_id WHERE keeper_id = :photo_id;
