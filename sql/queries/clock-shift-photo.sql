-- The writer: a photo counts as taken earlier or later; one without a time of its own does not.
UPDATE photos SET taken_at_us = taken_at_us + :shift_us WHERE id = :photo_id AND taken_at_us IS NOT NULL;
