-- A test's own: from version 1 to 2.
ALTER TABLE t ADD COLUMN b TEXT;
PRAGMA user_version = 2;
