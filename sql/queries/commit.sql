-- The writer, after a batch of verbs.
COMMIT;
