-- At opening where the file system loses WAL.
PRAGMA journal_mode = DELETE;
