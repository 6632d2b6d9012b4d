-- The reader, for one setting: its value, or no row.
SELECT value FROM settings WHERE key = :key;
