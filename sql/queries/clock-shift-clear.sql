-- The writer: a clock that is right again leaves no note.
DELETE FROM clock_shifts WHERE photo_id = :photo_id AND shift_us = 0;
