-- The writer, before each verb: one that fails takes nothing else with it.
SAVEPOINT verb;
