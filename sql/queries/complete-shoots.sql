-- The reader, for completing searches: the names of all shoots, latest first.
SELECT name FROM photo_shoots WHERE photos > 0 ORDER BY shoot_date DESC, id DESC;
