-- The writer, when a batch could not be committed.
ROLLBACK;
