-- The writer, after each verb.
RELEASE verb;
