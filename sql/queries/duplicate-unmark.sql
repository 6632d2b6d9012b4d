-- The writer: this photo is no duplicate of another any more.
DELETE FROM duplicate_marks WHERE photo_id = :photo_id;
