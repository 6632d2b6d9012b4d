-- A test's own: from version 2 to 3.
ALTER TABLE t ADD COLUMN c TEXT;
PRAGMA user_version = 3;
