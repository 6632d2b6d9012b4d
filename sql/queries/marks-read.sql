-- The rating and the flag that a person here gave a photo.
SELECT rating, flag, marked_at FROM photo_marks WHERE photo_id = :photo_id;
