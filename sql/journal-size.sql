-- At opening for writing, on a small drive; @BYTES@ is replaced by a number.
PRAGMA journal_size_limit = @BYTES@;
