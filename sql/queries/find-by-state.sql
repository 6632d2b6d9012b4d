-- The reader, for searches: photos in the state :text.
SELECT id FROM photos WHERE state = :text;
