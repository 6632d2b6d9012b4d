-- The writer, for a setting that is as if never set.
DELETE FROM settings WHERE key = :key;
