-- From version 3 to 4: what pictures are recognised by. Those that were looked at earlier get theirs when they are looked at again.

-- What a picture is recognised by where its fingerprint is not enough; src/base/imprint.h says how it is laid out.
CREATE TABLE photo_imprints (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  imprint  BLOB NOT NULL CHECK (length(imprint) = 456)
) STRICT;

PRAGMA user_version = 4;
