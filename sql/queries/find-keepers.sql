-- The reader, for searches: photos that are kept in the place of others.
SELECT keeper_id FROM duplicate_marks;
