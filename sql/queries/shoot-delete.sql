-- The writer: a shoot goes; its photos stay.
DELETE FROM photo_shoots WHERE id = :id;
