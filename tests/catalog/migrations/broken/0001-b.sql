-- A test's own: breaks in its middle.
ALTER TABLE t ADD COLUMN b TEXT;
PRAGMA user_version = 2;
ALTER TABLE nothing ADD COLUMN c TEXT;
