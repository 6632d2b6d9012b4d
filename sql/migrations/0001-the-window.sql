-- From version 1 to 2: what the window reads all day comes from indexes and
-- counters, and collections know when they were used.

-- What only a person can cure.
ALTER TABLE photos ADD COLUMN needs_you INTEGER NOT NULL GENERATED ALWAYS AS
      ((state = 'failed' OR state = 'damaged' OR state = 'missing')
       AND retry_at_us IS NULL AND want_rank IS NULL) VIRTUAL;
CREATE INDEX photos_in_trouble ON photos (state, failure_cause, needs_you, id, verify_result, gone_at)
  WHERE state = 'failed' OR state = 'damaged' OR state = 'missing';

-- Lists in every order without a look at the photos themselves.
DROP INDEX photos_by_folder;
DROP INDEX photos_by_time;
CREATE INDEX photos_by_folder ON photos (folder_path, id, name);
CREATE INDEX photos_by_time ON photos (sort_us DESC, id DESC, created_at_us, bytes);

DROP INDEX photo_tags_by_tag;
CREATE INDEX photo_tags_by_tag ON photo_tags (tag_id, photo_id, source);
CREATE INDEX photo_tags_local ON photo_tags (tag_id, photo_id) WHERE source = 'local';
CREATE INDEX downloads_by_time ON downloads (landed_at, photo_id, bytes) WHERE adopted = 0;
CREATE INDEX photo_history_by_scan ON photo_history (scan, what, photo_id);

-- Collections.
ALTER TABLE collections ADD COLUMN used_at_us INTEGER;
ALTER TABLE collections ADD COLUMN photos INTEGER NOT NULL DEFAULT 0;
UPDATE collections SET photos = (SELECT count(*) FROM photo_collections WHERE collection_id = collections.id);

CREATE TABLE collected_photos (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  photos INTEGER NOT NULL
) STRICT;

INSERT INTO collected_photos (id, photos) SELECT 1, count(*) FROM (SELECT DISTINCT photo_id FROM photo_collections);

CREATE TRIGGER collections_counted_on_insert AFTER INSERT ON photo_collections
BEGIN
  UPDATE collections SET photos = photos + 1 WHERE id = NEW.collection_id;
  UPDATE collected_photos SET photos = photos + 1
    WHERE NOT EXISTS (SELECT 1 FROM photo_collections WHERE photo_id = NEW.photo_id AND collection_id <> NEW.collection_id);
END;

CREATE TRIGGER collections_counted_on_delete AFTER DELETE ON photo_collections
BEGIN
  UPDATE collections SET photos = photos - 1 WHERE id = OLD.collection_id;
  UPDATE collected_photos SET photos = photos - 1
    WHERE NOT EXISTS (SELECT 1 FROM photo_collections WHERE photo_id = OLD.photo_id);
END;

CREATE TRIGGER collections_counted_on_update AFTER UPDATE OF photo_id, collection_id ON photo_collections
BEGIN
  UPDATE collections SET photos = (SELECT count(*) FROM photo_collections WHERE collection_id = collections.id)
    WHERE id IN (OLD.collection_id, NEW.collection_id);
  UPDATE collected_photos SET photos = (SELECT count(*) FROM (SELECT DISTINCT photo_id FROM photo_collections));
END;

-- Counters.
ALTER TABLE state_counts ADD COLUMN needs_you INTEGER NOT NULL DEFAULT 0;
UPDATE state_counts SET needs_you = (SELECT count(*) FROM photos WHERE photos.state = state_counts.state AND photos.needs_you = 1)
 WHERE state = 'failed' OR state = 'damaged' OR state = 'missing';
DROP TRIGGER photos_counted_on_insert;
DROP TRIGGER photos_counted_on_update;
DROP TRIGGER photos_counted_on_delete;

CREATE TRIGGER photos_counted_on_insert AFTER INSERT ON photos
BEGIN
  UPDATE state_counts SET
      photos = photos + 1,
      bytes = bytes + coalesce(NEW.bytes, 0),
      downloaded_photos = downloaded_photos + NEW.is_downloaded,
      downloaded_bytes = downloaded_bytes + iif(NEW.is_downloaded, coalesce(NEW.local_bytes, 0), 0),
      files = files + (NEW.local_path IS NOT NULL),
      bytes_here = bytes_here + iif(NEW.local_path IS NULL OR NEW.verify_result IS 'missing', 0, coalesce(NEW.local_bytes, 0)),
      asked_for = asked_for + (NEW.asked_for_us IS NOT NULL),
      trying_again = trying_again + (NEW.retry_at_us IS NOT NULL),
      needs_you = needs_you + NEW.needs_you
    WHERE state = NEW.state;
  INSERT INTO folder_counts (folder_path, photos, bytes)
    VALUES (NEW.folder_path, 1, coalesce(NEW.bytes, 0))
    ON CONFLICT (folder_path) DO UPDATE SET photos = photos + 1, bytes = bytes + excluded.bytes;
END;

CREATE TRIGGER photos_counted_on_update AFTER UPDATE ON photos
WHEN OLD.state <> NEW.state OR OLD.bytes IS NOT NEW.bytes OR OLD.is_downloaded <> NEW.is_downloaded
     OR OLD.local_bytes IS NOT NEW.local_bytes OR OLD.local_path IS NOT NEW.local_path
     OR OLD.verify_result IS NOT NEW.verify_result
     OR (OLD.asked_for_us IS NULL) <> (NEW.asked_for_us IS NULL)
     OR (OLD.retry_at_us IS NULL) <> (NEW.retry_at_us IS NULL) OR OLD.needs_you <> NEW.needs_you
BEGIN
  UPDATE state_counts SET
      photos = photos - 1,
      bytes = bytes - coalesce(OLD.bytes, 0),
      downloaded_photos = downloaded_photos - OLD.is_downloaded,
      downloaded_bytes = downloaded_bytes - iif(OLD.is_downloaded, coalesce(OLD.local_bytes, 0), 0),
      files = files - (OLD.local_path IS NOT NULL),
      bytes_here = bytes_here - iif(OLD.local_path IS NULL OR OLD.verify_result IS 'missing', 0, coalesce(OLD.local_bytes, 0)),
      asked_for = asked_for - (OLD.asked_for_us IS NOT NULL),
      trying_again = trying_again - (OLD.retry_at_us IS NOT NULL),
      needs_you = needs_you - OLD.needs_you
    WHERE state = OLD.state;
  UPDATE state_counts SET
      photos = photos + 1,
      bytes = bytes + coalesce(NEW.bytes, 0),
      downloaded_photos = downloaded_photos + NEW.is_downloaded,
      downloaded_bytes = downloaded_bytes + iif(NEW.is_downloaded, coalesce(NEW.local_bytes, 0), 0),
      files = files + (NEW.local_path IS NOT NULL),
      bytes_here = bytes_here + iif(NEW.local_path IS NULL OR NEW.verify_result IS 'missing', 0, coalesce(NEW.local_bytes, 0)),
      asked_for = asked_for + (NEW.asked_for_us IS NOT NULL),
      trying_again = trying_again + (NEW.retry_at_us IS NOT NULL),
      needs_you = needs_you + NEW.needs_you
    WHERE state = NEW.state;
END;

CREATE TRIGGER photos_counted_on_delete AFTER DELETE ON photos
BEGIN
  UPDATE state_counts SET
      photos = photos - 1,
      bytes = bytes - coalesce(OLD.bytes, 0),
      downloaded_photos = downloaded_photos - OLD.is_downloaded,
      downloaded_bytes = downloaded_bytes - iif(OLD.is_downloaded, coalesce(OLD.local_bytes, 0), 0),
      files = files - (OLD.local_path IS NOT NULL),
      bytes_here = bytes_here - iif(OLD.local_path IS NULL OR OLD.verify_result IS 'missing', 0, coalesce(OLD.local_bytes, 0)),
      asked_for = asked_for - (OLD.asked_for_us IS NOT NULL),
      trying_again = trying_again - (OLD.retry_at_us IS NOT NULL),
      needs_you = needs_you - OLD.needs_you
    WHERE state = OLD.state;
  UPDATE folder_counts SET photos = photos - 1, bytes = bytes - coalesce(OLD.bytes, 0)
    WHERE folder_path = OLD.folder_path;
  DELETE FROM folder_counts WHERE folder_path = OLD.folder_path AND photos = 0;
END;

PRAGMA user_version = 2;
