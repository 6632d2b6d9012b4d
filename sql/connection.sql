-- Run on every connection as it opens. Nothing here changes the file.
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;                 -- a drive that goes away must not end the program
PRAGMA synchronous = FULL;            -- what is committed stays, also when the power goes
PRAGMA temp_store = MEMORY;           -- nothing of a library is left in /tmp
PRAGMA cache_size = -32000;           -- at most 32 MB a connection
PRAGMA wal_autocheckpoint = 8000;     -- pages
PRAGMA journal_size_limit = 67108864;
