-- The reader: every setting.
SELECT key, value FROM settings ORDER BY key;
