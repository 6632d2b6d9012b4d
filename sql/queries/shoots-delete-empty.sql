-- The writer, when shoots were found: those that lost all their photos to others.
DELETE FROM photo_shoots WHERE origin = 'found' AND photos = 0;
