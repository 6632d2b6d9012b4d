-- The writer, when a verb failed; its savepoint stays open.
ROLLBACK TO verb;
