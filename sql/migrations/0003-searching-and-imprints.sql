-- From version 3 to 4: what searches read, and what pictures are recognised by.

DROP INDEX photos_present;
DROP INDEX photos_by_time;
CREATE INDEX photos_by_time ON photos (sort_us DESC, id DESC, bytes);
CREATE INDEX photos_in_brief ON photos (id, sort_us, bytes, gone_at, width, height, format);
CREATE INDEX photos_by_bytes ON photos (bytes);
DROP INDEX photos_by_width;
DROP INDEX photos_by_height;
DROP INDEX photos_by_format;
CREATE INDEX photos_by_upload ON photos (created_at_us, bytes);
CREATE INDEX photos_by_taken ON photos (taken_at_us) WHERE taken_at_us IS NOT NULL;
CREATE INDEX photos_no_images ON photos (resource_type) WHERE resource_type <> 'image';

-- What a picture is recognised by where its fingerprint is not enough; src/base/imprint.h says how it is laid out.
CREATE TABLE photo_imprints (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  imprint  BLOB NOT NULL CHECK (length(imprint) = 456)
) STRICT;
-- Those that were looked at earlier are looked at once more.
UPDATE photos SET inspected_at = NULL WHERE local_path IS NOT NULL AND fingerprint IS NOT NULL;

PRAGMA user_version = 4;
