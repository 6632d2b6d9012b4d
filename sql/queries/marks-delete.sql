-- The writer: a person here says nothing of this photo.
DELETE FROM photo_marks WHERE photo_id = :photo_id;
