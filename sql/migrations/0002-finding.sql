-- From version 2 to 3: what is needed to find and to sort: what people wrote into
-- their pictures, ratings and flags, saved searches, shoots that are found,
-- look-alikes, clocks that went wrong.

-- What people wrote into the file.
CREATE TABLE photo_captions (
  photo_id      INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  title         TEXT,
  caption       TEXT,
  creator       TEXT,
  rights        TEXT,
  label         TEXT,                               -- a colour, as the program that gave it calls it
  rating        INTEGER CHECK (rating BETWEEN -1 AND 5), -- -1: rejected
  keywords      TEXT,                               -- one a line
  keyword_paths TEXT                                -- one a line, "Places/Vienna"
) STRICT;
CREATE INDEX photo_captions_by_rating ON photo_captions (rating, photo_id) WHERE rating IS NOT NULL;

-- What a person here says of a photo; it counts before what its file says.
CREATE TABLE photo_marks (
  photo_id  INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  rating    INTEGER CHECK (rating BETWEEN 0 AND 5), -- NULL: as the file has it
  flag      TEXT CHECK (flag IN ('pick', 'reject')),
  marked_at TEXT NOT NULL
) STRICT;
CREATE INDEX photo_marks_by_rating ON photo_marks (rating, photo_id) WHERE rating IS NOT NULL;
CREATE INDEX photo_marks_by_flag ON photo_marks (flag, photo_id) WHERE flag IS NOT NULL;

-- Looked for by what the camera wrote.
CREATE INDEX exif_by_camera ON exif_data (camera_model, camera_make, photo_id);
CREATE INDEX exif_by_lens ON exif_data (lens, photo_id) WHERE lens IS NOT NULL;
CREATE INDEX exif_by_iso ON exif_data (iso, photo_id) WHERE iso IS NOT NULL;
CREATE INDEX exif_by_aperture ON exif_data (aperture, photo_id) WHERE aperture IS NOT NULL;
CREATE INDEX exif_by_focal_length ON exif_data (focal_length, photo_id) WHERE focal_length IS NOT NULL;
CREATE INDEX exif_by_shutter_speed ON exif_data (shutter_speed, photo_id) WHERE shutter_speed IS NOT NULL;
CREATE INDEX exif_by_place ON exif_data (gps_latitude, gps_longitude, photo_id) WHERE gps_latitude IS NOT NULL;

-- A search that was saved under a name is a collection without photos of its own.
ALTER TABLE collections ADD COLUMN query TEXT;

-- Shoots: found by the program until a person accepts, changes or makes one.
ALTER TABLE photo_shoots ADD COLUMN origin TEXT NOT NULL DEFAULT 'made'
  CHECK (origin = 'found' OR origin = 'accepted' OR origin = 'made');
ALTER TABLE photo_shoots ADD COLUMN begins_us INTEGER;
ALTER TABLE photo_shoots ADD COLUMN ends_us INTEGER;
ALTER TABLE photo_shoots ADD COLUMN photos INTEGER NOT NULL DEFAULT 0;
UPDATE photo_shoots SET photos = (SELECT count(*) FROM photo_shoot_assignments WHERE shoot_id = photo_shoots.id);
CREATE INDEX shoots_by_time ON photo_shoots (shoot_date DESC, id DESC);

CREATE TRIGGER shoots_counted_on_insert AFTER INSERT ON photo_shoot_assignments
BEGIN
  UPDATE photo_shoots SET photos = photos + 1 WHERE id = NEW.shoot_id;
END;

CREATE TRIGGER shoots_counted_on_delete AFTER DELETE ON photo_shoot_assignments
BEGIN
  UPDATE photo_shoots SET photos = photos - 1 WHERE id = OLD.shoot_id;
END;

CREATE TRIGGER shoots_counted_on_update AFTER UPDATE OF photo_id, shoot_id ON photo_shoot_assignments
BEGIN
  UPDATE photo_shoots SET photos = (SELECT count(*) FROM photo_shoot_assignments WHERE shoot_id = photo_shoots.id)
    WHERE id IN (OLD.shoot_id, NEW.shoot_id);
END;

-- Duplicates: which of several one keeps. Nothing is deleted for it.
CREATE TABLE duplicate_marks (
  photo_id  INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  keeper_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  marked_at TEXT NOT NULL
) STRICT;
CREATE INDEX duplicate_marks_by_keeper ON duplicate_marks (keeper_id);
CREATE INDEX photos_by_fingerprint ON photos (fingerprint, id) WHERE fingerprint IS NOT NULL;

-- A camera's clock that went wrong: what was added to photos.taken_at_us. What the file says stays in exif_data.
CREATE TABLE clock_shifts (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  shift_us INTEGER NOT NULL
) STRICT;

-- Captions are searched, too.
DROP TABLE photo_search;
CREATE VIRTUAL TABLE photo_search USING fts5 (
  name, folder, tags, context, camera, lens, collections, shoots, captions,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', columnsize = 0
);
INSERT INTO photo_search (rowid, name, folder, tags, context, camera, lens, collections, shoots)
SELECT p.id,
       iif(instr(p.public_id, p.name) > 0, p.public_id, p.name || ' ' || p.public_id),
       p.folder_path,
       (SELECT group_concat(t.name, ' ') FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.photo_id = p.id),
       (SELECT group_concat(c.value, ' ') FROM photo_context c WHERE c.photo_id = p.id),
       (SELECT coalesce(camera_make, '') || ' ' || coalesce(camera_model, '') FROM exif_data e WHERE e.photo_id = p.id),
       (SELECT lens FROM exif_data e WHERE e.photo_id = p.id),
       (SELECT group_concat(c.name, ' ') FROM photo_collections pc JOIN collections c ON c.id = pc.collection_id
         WHERE pc.photo_id = p.id),
       (SELECT group_concat(coalesce(s.name, '') || ' ' || coalesce(s.client, '') || ' ' || coalesce(s.location, ''), ' ')
          FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id WHERE a.photo_id = p.id)
  FROM photos p;

-- Every file is looked at once more, for what was not read before.
UPDATE photos SET inspected_at = NULL WHERE local_path IS NOT NULL;

PRAGMA user_version = 3;
