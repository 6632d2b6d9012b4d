-- At opening: which version of the schema it has.
PRAGMA user_version;
