-- The writer, before a batch of verbs: the write lock is taken at once.
BEGIN IMMEDIATE;
