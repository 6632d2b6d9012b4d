-- The lists: photos in the state :argument.
SELECT id FROM photos WHERE state = :argument;
