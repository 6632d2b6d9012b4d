-- At opening: readers and the writer beside each other.
PRAGMA journal_mode = WAL;
