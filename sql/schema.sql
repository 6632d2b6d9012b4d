-- schema.sql: the whole catalogue of one library, photos.db, readable from top to bottom.
--
-- What is stored here are facts: what the cloud said, what was read on disk,
-- what a person asked for. What follows from them (the state of a photo, the
-- documented flags, the counters) is generated or kept by triggers, so that it
-- can never contradict them. Everything here works in a plain sqlite3 shell.
--
-- Dates are ISO 8601 UTC text ("2026-05-12T14:02:07Z") where people read them;
-- columns ending in _us are microseconds since 1970, for sorting. Paths are
-- relative to the library and use "/". Checksums are lower-case hexadecimal.
-- Conditions that are evaluated for every row spell out "a OR b OR c" where "IN"
-- would build a table for three words or more each time (measured: a third of
-- the time of an insertion).

PRAGMA application_id = 0x50536870; -- "PShp"
PRAGMA user_version = 4;


-- Work that was done ------------------------------------------------------

-- One run of scan, download or verify. The counters grow with the work: by the
-- triggers on downloads and failed_downloads below, for scan and verify with
-- each page and each batch.
CREATE TABLE backup_sessions (
  id                    INTEGER PRIMARY KEY AUTOINCREMENT,
  session_type          TEXT NOT NULL,              -- scan, download, verify
  started_at            TEXT NOT NULL,
  completed_at          TEXT,                       -- NULL: running, or cut off (see notes)
  cloudinary_cloud_name TEXT,
  total_photos          INTEGER NOT NULL DEFAULT 0, -- attempted so far
  successful_photos     INTEGER NOT NULL DEFAULT 0,
  failed_photos         INTEGER NOT NULL DEFAULT 0,
  total_bytes           INTEGER NOT NULL DEFAULT 0, -- fetched, or read again
  notes                 TEXT                        -- plain words on how it ended
) STRICT;

CREATE INDEX sessions_by_type ON backup_sessions (session_type, completed_at);


-- Photos ------------------------------------------------------------------

-- One row an original, for ever: what is gone from the cloud stays.
CREATE TABLE photos (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,

  -- What the cloud says.
  public_id          TEXT NOT NULL,
  format             TEXT,                          -- jpg, png, …; raw files have none
  version            INTEGER,                       -- changes when the file is replaced
  resource_type      TEXT NOT NULL,                 -- image, video, raw
  resource_kind      TEXT NOT NULL,                 -- upload, private, authenticated, fetch, …
  created_at         TEXT,
  bytes              INTEGER CHECK (bytes >= 0),    -- of the original; NULL: not told
  width              INTEGER,
  height             INTEGER,
  secure_url         TEXT,
  asset_id           TEXT,                          -- follows a photo through renames
  uploaded_at        TEXT,
  etag               TEXT CHECK (length(etag) = 32),-- MD5 of the original
  etag_sent          TEXT,                          -- what was sent in its place, if no MD5
  etag_asked         INTEGER NOT NULL DEFAULT 0 CHECK (etag_asked IN (0, 1)), -- 1: the cloud was asked for this version's
  created_at_us      INTEGER NOT NULL DEFAULT 0,
  duration           REAL,                          -- seconds
  pages              INTEGER,
  asset_folder       TEXT,                          -- dynamic folder mode
  display_name       TEXT,                          -- dynamic folder mode
  folder             TEXT,                          -- fixed folder mode
  status             TEXT,                          -- active, pending, deleted
  access_mode        TEXT,
  access_control     TEXT,                          -- JSON
  metadata           TEXT,                          -- structured metadata, JSON
  problem            TEXT,                          -- what was wrong with the entry as sent
  is_remote          INTEGER NOT NULL DEFAULT 0 CHECK (is_remote IN (0, 1)), -- 1: the cloud holds only a remote copy
  folder_path        TEXT NOT NULL DEFAULT '',      -- as the photographer sees it; '' is the root
  name               TEXT NOT NULL DEFAULT '',      -- as the photographer sees it
  gone_at            TEXT,                          -- a complete scan no longer found it
  gone_scan          INTEGER,                       -- that scan
  returned_at        TEXT,                          -- it was gone once and came back
  displaced          INTEGER NOT NULL DEFAULT 0 CHECK (displaced IN (0, 1)), -- 1: another photo has its name now; what
                                                    -- became of this one shows when the scan ends
  listing_hash       INTEGER,                       -- of the entry as last sent, to see at once that nothing changed
  search_hash        INTEGER,
  added_at           TEXT NOT NULL,                 -- first seen

  -- What is on disk.
  local_path         TEXT,
  local_key          TEXT,                          -- casefolded NFC of local_path
  backup_date        TEXT,                          -- when the file landed
  checksum           TEXT,                          -- MD5 of the file as it landed
  sha256             TEXT,
  local_bytes        INTEGER,
  local_mtime_us     INTEGER,                       -- tells a person's change from decay
  fetched_version    INTEGER,
  fetched_etag       TEXT,                          -- what the cloud listed when it was fetched
  altered            INTEGER NOT NULL DEFAULT 0 CHECK (altered IN (0, 1)), -- 1: the cloud sent other bytes than it listed
  verified_at        TEXT,                          -- last read in full
  verified_at_us     INTEGER,
  verify_tried_us    INTEGER NOT NULL DEFAULT 0,    -- last tried, readable or not: for the order alone
  verify_session     INTEGER,                       -- the verification that tried it last: clocks go wrong, numbers do not
  verify_result      TEXT CHECK (verify_result = 'sound' OR verify_result = 'damaged' OR verify_result = 'changed'
                                 OR verify_result = 'missing' OR verify_result = 'unreadable'),
  verify_message     TEXT,
  inspected_at       TEXT,                          -- looked at for EXIF, thumbnail and fingerprint
  inspect_problem    TEXT,                          -- why there is no thumbnail
  has_thumbnail      INTEGER NOT NULL DEFAULT 0 CHECK (has_thumbnail IN (0, 1)),
  fingerprint        INTEGER,                       -- 64 bits that look-alikes share
  orientation        INTEGER,                       -- EXIF 1 to 8
  taken_at_us        INTEGER,                       -- from EXIF; without an offset the camera's clock counts as UTC
  reserved_path      TEXT,                          -- the place chosen for the file; stays once a file is there
  reserved_key       TEXT,
  placed_as          TEXT,                          -- folder, name and format when the place was chosen

  -- What was asked and tried.
  asked_for_us       INTEGER,                       -- Get Now: before everything else
  first_rung         INTEGER NOT NULL DEFAULT 0,    -- of the download ladder, to begin with
  last_rung          INTEGER,                       -- where the last attempt ended
  arriving_session   INTEGER REFERENCES backup_sessions (id),
  attempt_cut_off    INTEGER NOT NULL DEFAULT 0 CHECK (attempt_cut_off IN (0, 1)), -- 1: ended in mid-attempt; a file may be there
  skipped_at         TEXT,
  failed_at          TEXT,
  failed_at_us       INTEGER,
  failure_cause      TEXT,
  failure_message    TEXT,
  failure_attempts   INTEGER NOT NULL DEFAULT 0,    -- since the last success
  failure_next_at_us INTEGER,                       -- tried again by itself; NULL: needs a person
  repair_wanted      INTEGER NOT NULL DEFAULT 0 CHECK (repair_wanted IN (0, 1)),

  -- What follows. An UPDATE of these is an error.

  -- Whether the file here is of the version that the cloud lists, as far as is known.
  file_is_current INTEGER NOT NULL GENERATED ALWAYS AS (CASE
      WHEN local_path IS NULL THEN 0
      WHEN gone_at IS NOT NULL THEN 1
      WHEN coalesce(bytes, local_bytes) IS local_bytes
           AND CASE WHEN etag IS NULL THEN coalesce(fetched_version, version) IS coalesce(version, fetched_version)
                    ELSE checksum IS etag END THEN 1
      WHEN altered = 1 AND etag IS fetched_etag
           AND (etag IS NOT NULL OR fetched_version IS version) THEN 1
      ELSE 0 END) STORED,

  -- The first of the ten states that holds.
  state TEXT NOT NULL GENERATED ALWAYS AS (CASE
      WHEN arriving_session IS NOT NULL THEN 'arriving'
      WHEN verify_result IN ('damaged', 'changed') THEN 'damaged'
      WHEN skipped_at IS NOT NULL OR is_remote = 1 THEN 'skipped'
      WHEN verify_result = 'missing' THEN 'missing'
      WHEN failed_at IS NOT NULL THEN 'failed'
      WHEN file_is_current = 0 THEN 'waiting'
      WHEN gone_at IS NOT NULL THEN 'gone_from_cloud'
      WHEN etag IS NULL AND etag_asked = 0 THEN 'waiting'  -- for comparing
      WHEN altered = 1 AND (checksum IS NOT etag OR coalesce(bytes, local_bytes) IS NOT local_bytes) THEN 'altered'
      WHEN etag IS NULL THEN 'size_only'
      ELSE 'proven' END) STORED,

  is_downloaded INTEGER NOT NULL GENERATED ALWAYS AS
      (file_is_current = 1 AND (verify_result IS NULL OR verify_result = 'sound' OR verify_result = 'unreadable')) STORED,
  download_failed INTEGER NOT NULL GENERATED ALWAYS AS (state = 'failed') VIRTUAL,
  failure_reason TEXT GENERATED ALWAYS AS
      (CASE WHEN state = 'failed' THEN coalesce(failure_message, failure_cause, 'not known') END) VIRTUAL,

  -- To be fetched now: 0 before 1; NULL: not.
  want_rank INTEGER GENERATED ALWAYS AS (CASE
      WHEN failed_at IS NOT NULL OR displaced = 1 THEN NULL
      WHEN state IN ('damaged', 'missing') THEN CASE WHEN repair_wanted = 1 THEN 0 END
      WHEN state <> 'waiting' THEN NULL
      WHEN file_is_current = 1 THEN NULL                   -- it waits for comparing alone
      WHEN asked_for_us IS NOT NULL THEN 0
      WHEN etag IS NOT NULL OR etag_asked = 1 THEN 1 END) VIRTUAL,

  -- When a failed one is tried again by itself.
  retry_at_us INTEGER GENERATED ALWAYS AS (CASE
      WHEN failed_at IS NULL OR displaced = 1 THEN NULL
      WHEN state = 'failed' OR (state IN ('damaged', 'missing') AND repair_wanted = 1)
      THEN failure_next_at_us END) VIRTUAL,

  -- What only a person can cure: neither to be fetched now nor tried again by itself.
  needs_you INTEGER NOT NULL GENERATED ALWAYS AS
      ((state = 'failed' OR state = 'damaged' OR state = 'missing')
       AND retry_at_us IS NULL AND want_rank IS NULL) VIRTUAL,

  -- The photo is called otherwise than when its place was chosen.
  shown_as TEXT NOT NULL GENERATED ALWAYS AS (folder_path || '/' || name || '.' || coalesce(format, '')) VIRTUAL,
  rename_wanted INTEGER NOT NULL GENERATED ALWAYS AS
      (reserved_path IS NOT NULL AND gone_at IS NULL AND displaced = 0 AND placed_as IS NOT shown_as) VIRTUAL,

  -- The sort key of the grid, and what equal content shares.
  sort_us INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(taken_at_us, created_at_us)) STORED,
  content_md5 TEXT GENERATED ALWAYS AS (coalesce(etag, checksum)) VIRTUAL
) STRICT;

-- Identity. Unique among what is present in the cloud: a photo that is gone
-- stays, and a new one may take its name.
CREATE UNIQUE INDEX photos_by_name ON photos (public_id, resource_type, resource_kind)
  WHERE gone_at IS NULL AND displaced = 0;
CREATE INDEX photos_by_former_name ON photos (public_id, resource_type, resource_kind)
  WHERE gone_at IS NOT NULL OR displaced = 1;
CREATE UNIQUE INDEX photos_by_asset ON photos (asset_id) WHERE asset_id IS NOT NULL;

-- Places on disk. A range of keys tells what lies in a folder.
CREATE UNIQUE INDEX photos_by_reserved_key ON photos (reserved_key) WHERE reserved_key IS NOT NULL;
CREATE UNIQUE INDEX photos_by_local_key ON photos (local_key) WHERE local_key IS NOT NULL;
CREATE INDEX photos_by_local_path ON photos (local_path) WHERE local_path IS NOT NULL;

-- Lists.
-- What many are asked for, in few pages. It grows at its end, where an index of each of these would be written to all over.
CREATE INDEX photos_in_brief ON photos (id, sort_us, bytes, gone_at, width, height, format);
CREATE INDEX photos_by_state ON photos (state, id);
CREATE INDEX photos_by_folder ON photos (folder_path, id, name);                   -- lists by name are read from it
CREATE INDEX photos_by_time ON photos (sort_us DESC, id DESC, bytes);              -- lists by time
CREATE INDEX photos_wanted ON photos (want_rank, created_at_us DESC, id DESC) WHERE want_rank IS NOT NULL;
CREATE INDEX photos_to_retry ON photos (retry_at_us) WHERE retry_at_us IS NOT NULL;
CREATE INDEX photos_failed ON photos (failure_cause, failed_at_us) WHERE state = 'failed';
CREATE INDEX photos_in_trouble ON photos (state, failure_cause, needs_you, id, verify_result, gone_at)
  WHERE state = 'failed' OR state = 'damaged' OR state = 'missing';
CREATE INDEX photos_without_etag ON photos (id) WHERE etag IS NULL AND etag_asked = 0;
CREATE INDEX photos_arriving ON photos (id) WHERE arriving_session IS NOT NULL;
CREATE INDEX photos_to_inspect ON photos (backup_date, id) WHERE local_path IS NOT NULL AND inspected_at IS NULL;
CREATE INDEX photos_to_verify ON photos (verify_tried_us, id, verify_session) WHERE local_path IS NOT NULL;
CREATE INDEX photos_to_move ON photos (id)
  WHERE local_path IS NOT NULL AND (rename_wanted = 1 OR local_path <> reserved_path);
CREATE INDEX photos_to_adopt ON photos (id)
  WHERE reserved_path IS NOT NULL AND (local_path IS NULL OR local_path <> reserved_path OR attempt_cut_off = 1);
CREATE INDEX photos_by_content ON photos (content_md5) WHERE content_md5 IS NOT NULL;
CREATE INDEX photos_by_size ON photos (bytes, width, height) WHERE content_md5 IS NULL;
CREATE INDEX photos_by_fingerprint ON photos (fingerprint, id) WHERE fingerprint IS NOT NULL;
CREATE INDEX photos_by_bytes ON photos (bytes);
CREATE INDEX photos_by_upload ON photos (created_at_us, bytes);
CREATE INDEX photos_by_taken ON photos (taken_at_us) WHERE taken_at_us IS NOT NULL;
CREATE INDEX photos_no_images ON photos (resource_type) WHERE resource_type <> 'image'; -- images are the others
CREATE INDEX photos_by_proof ON photos (verified_at_us, id, state) WHERE verified_at_us IS NOT NULL;

-- The entries as they were sent, fields unknown today included.
CREATE TABLE photo_documents (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  listing  TEXT,                                    -- JSON
  search   TEXT,                                    -- JSON
  details  TEXT                                     -- JSON
) STRICT;

-- Earlier files of a photo that was replaced in the cloud or repaired here.
CREATE TABLE photo_versions (
  id          INTEGER PRIMARY KEY,
  photo_id    INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  version     INTEGER,
  etag        TEXT,
  checksum    TEXT,
  sha256      TEXT,
  bytes       INTEGER,
  path        TEXT NOT NULL,                        -- where the file was put
  backup_date TEXT,
  replaced_at TEXT NOT NULL
) STRICT;

CREATE INDEX versions_by_photo ON photo_versions (photo_id);


-- Tags, context, camera ---------------------------------------------------

CREATE TABLE tags (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The cloud's tags and one's own, apart: a scan replaces only the cloud's.
CREATE TABLE photo_tags (
  id       INTEGER PRIMARY KEY,
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  tag_id   INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  source   TEXT NOT NULL DEFAULT 'local' CHECK (source IN ('cloud', 'local')),
  UNIQUE (photo_id, tag_id, source)
) STRICT;

CREATE INDEX photo_tags_by_tag ON photo_tags (tag_id, photo_id, source);
CREATE INDEX photo_tags_local ON photo_tags (tag_id, photo_id) WHERE source = 'local';

CREATE TABLE photo_context (
  id       INTEGER PRIMARY KEY,
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  UNIQUE (photo_id, key)
) STRICT;

-- As `exiftool -n` prints it. date_taken is the camera's clock, its offset apart.
CREATE TABLE exif_data (
  id                INTEGER PRIMARY KEY,
  photo_id          INTEGER NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
  camera_make       TEXT,
  camera_model      TEXT,
  lens              TEXT,
  focal_length      REAL,                           -- millimetres
  aperture          REAL,                           -- f-number
  shutter_speed     REAL,                           -- seconds
  iso               INTEGER,
  date_taken        TEXT,
  gps_latitude      REAL,                           -- degrees, north positive
  gps_longitude     REAL,                           -- degrees, east positive
  camera_serial     TEXT,
  focal_length_35mm REAL,
  date_taken_offset TEXT,                           -- "+02:00"
  gps_altitude      REAL,                           -- metres
  description       TEXT,
  artist            TEXT,
  copyright         TEXT,
  source            TEXT NOT NULL DEFAULT 'file' CHECK (source IN ('file', 'cloud'))
) STRICT;

-- Looked for by what the camera wrote.
CREATE INDEX exif_by_camera ON exif_data (camera_model, camera_make, photo_id);
CREATE INDEX exif_by_lens ON exif_data (lens, photo_id) WHERE lens IS NOT NULL;
CREATE INDEX exif_by_iso ON exif_data (iso, photo_id) WHERE iso IS NOT NULL;
CREATE INDEX exif_by_aperture ON exif_data (aperture, photo_id) WHERE aperture IS NOT NULL;
CREATE INDEX exif_by_focal_length ON exif_data (focal_length, photo_id) WHERE focal_length IS NOT NULL;
CREATE INDEX exif_by_shutter_speed ON exif_data (shutter_speed, photo_id) WHERE shutter_speed IS NOT NULL;
CREATE INDEX exif_by_place ON exif_data (gps_latitude, gps_longitude, photo_id) WHERE gps_latitude IS NOT NULL;

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

CREATE TABLE original_filenames (
  id                INTEGER PRIMARY KEY,
  photo_id          INTEGER NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
  original_filename TEXT NOT NULL,
  upload_date       TEXT,
  file_path_hint    TEXT,                           -- the folder it was in
  source            TEXT NOT NULL CHECK (source = 'display_name' OR source = 'public_id' OR source = 'details')
) STRICT;


-- Collections and shoots --------------------------------------------------

CREATE TABLE collections (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  description TEXT,
  created_at  TEXT NOT NULL,
  used_at_us  INTEGER,                              -- opened or added to last
  photos      INTEGER NOT NULL DEFAULT 0,           -- kept by triggers; never counted
  query       TEXT                                  -- a search that was saved: it has no photos of its own
) STRICT;

CREATE TABLE photo_collections (
  id            INTEGER PRIMARY KEY,
  photo_id      INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  added_at      TEXT NOT NULL,
  UNIQUE (photo_id, collection_id)
) STRICT;

CREATE INDEX photo_collections_by_collection ON photo_collections (collection_id, photo_id);

CREATE TABLE photo_shoots (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  shoot_date  TEXT,
  location    TEXT,
  client      TEXT,
  description TEXT,
  created_at  TEXT NOT NULL,
  origin      TEXT NOT NULL DEFAULT 'made'
    CHECK (origin = 'found' OR origin = 'accepted' OR origin = 'made'), -- found: the program may change it yet
  begins_us   INTEGER,
  ends_us     INTEGER,
  photos      INTEGER NOT NULL DEFAULT 0            -- kept by triggers; never counted
) STRICT;

CREATE INDEX shoots_by_time ON photo_shoots (shoot_date DESC, id DESC);

CREATE TABLE photo_shoot_assignments (
  id          INTEGER PRIMARY KEY,
  photo_id    INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  shoot_id    INTEGER NOT NULL REFERENCES photo_shoots (id) ON DELETE CASCADE,
  assigned_at TEXT NOT NULL,
  UNIQUE (photo_id, shoot_id)
) STRICT;

CREATE INDEX photo_shoot_assignments_by_shoot ON photo_shoot_assignments (shoot_id, photo_id);

-- Duplicates: which of several one keeps. Nothing is deleted for it.
CREATE TABLE duplicate_marks (
  photo_id  INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  keeper_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  marked_at TEXT NOT NULL
) STRICT;
CREATE INDEX duplicate_marks_by_keeper ON duplicate_marks (keeper_id);

-- Photos that look alike, found by their fingerprints and what their cameras
-- wrote; a group has the number of its first photo. Those of the same bytes are
-- not in here: photos.content_md5 tells them.
CREATE TABLE look_alikes (
  kind     TEXT NOT NULL CHECK (kind = 'picture' OR kind = 'look' OR kind = 'burst'),
  group_id INTEGER NOT NULL,
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  bits     INTEGER NOT NULL,                        -- of the fingerprint, that it differs in from the most similar
  PRIMARY KEY (kind, photo_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_alikes_by_group ON look_alikes (kind, group_id, photo_id);
CREATE INDEX look_alikes_by_photo ON look_alikes (photo_id);

-- What a picture is recognised by where its fingerprint is not enough; src/base/imprint.h says how it is laid out.
CREATE TABLE photo_imprints (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  imprint  BLOB NOT NULL CHECK (length(imprint) = 456)
) STRICT;

-- A camera's clock that went wrong: what was added to photos.taken_at_us. What the file says stays in exif_data.
CREATE TABLE clock_shifts (
  photo_id INTEGER PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
  shift_us INTEGER NOT NULL
) STRICT;


-- Files that came, that did not come, and that were read again -------------

-- Every file that landed.
CREATE TABLE downloads (
  id         INTEGER PRIMARY KEY,
  photo_id   INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  session_id INTEGER REFERENCES backup_sessions (id),
  landed_at  TEXT NOT NULL,
  version    INTEGER,
  bytes      INTEGER NOT NULL,
  adopted    INTEGER NOT NULL DEFAULT 0 CHECK (adopted IN (0, 1)) -- 1: it was found complete, nothing was fetched
) STRICT;

CREATE INDEX downloads_by_photo ON downloads (photo_id);
CREATE INDEX downloads_by_time ON downloads (landed_at, photo_id, bytes) WHERE adopted = 0;

-- Every attempt that failed.
CREATE TABLE failed_downloads (
  id              INTEGER PRIMARY KEY,
  photo_id        INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  session_id      INTEGER REFERENCES backup_sessions (id),
  error_message   TEXT NOT NULL,
  retry_count     INTEGER NOT NULL,                 -- attempts since the last success, this one included
  last_attempt    TEXT NOT NULL,
  cause           TEXT NOT NULL,
  http_status     INTEGER,
  rung            INTEGER,
  next_attempt_at TEXT,                             -- NULL: needs a person
  resolved_at     TEXT                              -- the file came after all, or is no longer wanted
) STRICT;

CREATE INDEX failed_downloads_by_photo ON failed_downloads (photo_id, session_id);
CREATE INDEX failed_downloads_open ON failed_downloads (photo_id) WHERE resolved_at IS NULL;

-- The last proof of each file.
CREATE TABLE file_integrity (
  id                  INTEGER PRIMARY KEY,
  photo_id            INTEGER NOT NULL UNIQUE REFERENCES photos (id) ON DELETE CASCADE,
  original_checksum   TEXT,                         -- MD5 as the cloud lists it
  downloaded_checksum TEXT,                         -- MD5 as last read here
  checksum_verified   INTEGER NOT NULL GENERATED ALWAYS AS
                        (original_checksum IS NOT NULL AND original_checksum IS downloaded_checksum) STORED,
  verification_date   TEXT NOT NULL,
  file_size_matches   INTEGER NOT NULL CHECK (file_size_matches IN (0, 1))
) STRICT;

-- Only what changed: a file that reads as before leaves no row.
CREATE TABLE verifications (
  id          INTEGER PRIMARY KEY,
  photo_id    INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  session_id  INTEGER REFERENCES backup_sessions (id),
  verified_at TEXT NOT NULL,
  before      TEXT,
  result      TEXT NOT NULL,
  checksum    TEXT,                                 -- MD5 as read
  bytes       INTEGER,
  message     TEXT
) STRICT;

CREATE INDEX verifications_by_photo ON verifications (photo_id);


-- Scans and history -------------------------------------------------------

-- One generation: every listing read once from end to end, over as many runs
-- as it takes. Only a complete one says what is gone.
CREATE TABLE scans (
  id            INTEGER PRIMARY KEY,                -- the generation
  session_id    INTEGER REFERENCES backup_sessions (id),
  started_at    TEXT NOT NULL,
  completed_at  TEXT,                               -- NULL: open
  completed_us  INTEGER,
  complete      INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  n_seen        INTEGER NOT NULL DEFAULT 0,
  n_added       INTEGER NOT NULL DEFAULT 0,
  n_changed     INTEGER NOT NULL DEFAULT 0,
  n_replaced    INTEGER NOT NULL DEFAULT 0,
  n_renamed     INTEGER NOT NULL DEFAULT 0,
  n_retagged    INTEGER NOT NULL DEFAULT 0,
  n_gone        INTEGER NOT NULL DEFAULT 0,
  n_returned    INTEGER NOT NULL DEFAULT 0,
  n_incomplete  INTEGER NOT NULL DEFAULT 0,
  n_held_back   INTEGER NOT NULL DEFAULT 0,         -- would be gone, but too many: a person decides
  photos_there  INTEGER,                            -- present in the cloud when it ended
  bytes_there   INTEGER
) STRICT;

CREATE INDEX scans_by_time ON scans (completed_us) WHERE complete = 1;
CREATE UNIQUE INDEX scans_open ON scans (completed_at IS NULL) WHERE completed_at IS NULL;

-- Where each chain of pages of the open generation stands.
CREATE TABLE scan_chains (
  generation INTEGER NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  chain      INTEGER NOT NULL CHECK (chain BETWEEN 0 AND 3), -- image, video, raw, search
  cursor     TEXT,
  is_done    INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),
  is_off     INTEGER NOT NULL DEFAULT 0 CHECK (is_off IN (0, 1)),
  n_found    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (generation, chain)
) STRICT, WITHOUT ROWID;

-- What the newest generation has seen so far. Emptied when one begins.
CREATE TABLE scan_seen (
  photo_id INTEGER PRIMARY KEY
) STRICT;

-- What the search told before the listing did; taken when the listing tells it.
CREATE TABLE scan_staged (
  id            INTEGER PRIMARY KEY,
  asset_id      TEXT,
  resource_type TEXT NOT NULL,
  resource_kind TEXT NOT NULL,
  public_id     TEXT NOT NULL,
  version       INTEGER,
  bytes         INTEGER,
  etag          TEXT,
  etag_sent     TEXT,
  uploaded_at   TEXT,
  duration      REAL,
  pages         INTEGER,
  status        TEXT,
  access_control TEXT,
  metadata      TEXT,
  json          TEXT,
  hash          INTEGER
) STRICT;

CREATE UNIQUE INDEX scan_staged_by_asset ON scan_staged (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX scan_staged_by_name ON scan_staged (public_id, resource_type, resource_kind);

-- What each scan changed, so that any past day can be shown.
CREATE TABLE photo_history (
  id       INTEGER PRIMARY KEY,
  scan     INTEGER NOT NULL REFERENCES scans (id),
  photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
  what     TEXT NOT NULL CHECK (what = 'added' OR what = 'replaced' OR what = 'renamed' OR what = 'retagged'
                                OR what = 'gone' OR what = 'returned'),
  before   TEXT,                                    -- JSON
  after    TEXT                                     -- JSON
) STRICT;

CREATE INDEX photo_history_by_photo ON photo_history (photo_id, id);
CREATE INDEX photo_history_by_scan ON photo_history (scan, what, photo_id);


-- The account and the library ---------------------------------------------

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Account-wide JSON: metadata_fields, metadata_rules, folders, config, usage.
CREATE TABLE account_documents (
  name    TEXT PRIMARY KEY,
  json    TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;

CREATE TABLE rate_limit (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  calls_limit     INTEGER NOT NULL,                 -- calls an hour; −1: never seen
  calls_remaining INTEGER NOT NULL,
  reset_us        INTEGER NOT NULL
) STRICT;

CREATE TABLE plan (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  name          TEXT,
  limit_bytes   INTEGER NOT NULL,                   -- −1: the plan shows no limit
  used_bytes    INTEGER NOT NULL,
  figures_at    TEXT,
  n_resources   INTEGER NOT NULL,
  resumes_at_us INTEGER NOT NULL
) STRICT;

-- Bytes of originals that came over the network, for the plan's sake: a row for
-- each hour and each figures of the cloud they come on top of. Rows older than
-- 31 days are joined by day, and carry no hour.
CREATE TABLE traffic (
  id         INTEGER PRIMARY KEY,
  at_us      INTEGER NOT NULL,                      -- of its first bytes
  bytes      INTEGER NOT NULL,
  hour       INTEGER,                               -- since 1970
  figures_at TEXT                                   -- of the plan as it was then; empty: not known
) STRICT;

CREATE UNIQUE INDEX traffic_by_hour ON traffic (hour, figures_at) WHERE hour IS NOT NULL;
CREATE INDEX traffic_by_time ON traffic (at_us, bytes);

-- Whether the last program that wrote here closed it.
CREATE TABLE catalog_life (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  is_open   INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  opened_at TEXT
) STRICT;

INSERT INTO catalog_life (id, is_open) VALUES (1, 0);


-- Counters ----------------------------------------------------------------

-- Kept by the triggers below, at the cost of a row each; never counted.
CREATE TABLE state_counts (
  state             TEXT PRIMARY KEY,
  photos            INTEGER NOT NULL DEFAULT 0,
  bytes             INTEGER NOT NULL DEFAULT 0,     -- as the cloud lists them
  downloaded_photos INTEGER NOT NULL DEFAULT 0,
  downloaded_bytes  INTEGER NOT NULL DEFAULT 0,
  files             INTEGER NOT NULL DEFAULT 0,     -- photos that should have a file
  bytes_here        INTEGER NOT NULL DEFAULT 0,     -- of files here, proven or not
  asked_for         INTEGER NOT NULL DEFAULT 0,
  trying_again      INTEGER NOT NULL DEFAULT 0,
  needs_you         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO state_counts (state) VALUES
  ('arriving'), ('damaged'), ('skipped'), ('missing'), ('failed'),
  ('waiting'), ('gone_from_cloud'), ('altered'), ('size_only'), ('proven');

CREATE TABLE folder_counts (
  folder_path TEXT PRIMARY KEY,                     -- photos right in it, not below
  photos      INTEGER NOT NULL,
  bytes       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER photos_moved_between_folders AFTER UPDATE OF folder_path, bytes ON photos
WHEN OLD.folder_path <> NEW.folder_path OR OLD.bytes IS NOT NEW.bytes
BEGIN
  UPDATE folder_counts SET photos = photos - 1, bytes = bytes - coalesce(OLD.bytes, 0)
    WHERE folder_path = OLD.folder_path;
  INSERT INTO folder_counts (folder_path, photos, bytes)
    VALUES (NEW.folder_path, 1, coalesce(NEW.bytes, 0))
    ON CONFLICT (folder_path) DO UPDATE SET photos = photos + 1, bytes = bytes + excluded.bytes;
  DELETE FROM folder_counts WHERE folder_path = OLD.folder_path AND photos = 0;
END;

-- Proofsheet never deletes a photo; whoever does so by hand keeps true numbers.
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

-- Photos that are in some collection, each once.
CREATE TABLE collected_photos (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  photos INTEGER NOT NULL
) STRICT;

INSERT INTO collected_photos (id, photos) VALUES (1, 0);

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

-- Proofsheet takes out and puts in; whoever moves a row by hand keeps true numbers.
CREATE TRIGGER collections_counted_on_update AFTER UPDATE OF photo_id, collection_id ON photo_collections
BEGIN
  UPDATE collections SET photos = (SELECT count(*) FROM photo_collections WHERE collection_id = collections.id)
    WHERE id IN (OLD.collection_id, NEW.collection_id);
  UPDATE collected_photos SET photos = (SELECT count(*) FROM (SELECT DISTINCT photo_id FROM photo_collections));
END;

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

-- What the cloud lists about a file that is here, in its proof too.
CREATE TRIGGER photos_compared_again AFTER UPDATE OF etag, bytes ON photos
WHEN NEW.local_path IS NOT NULL AND (OLD.etag IS NOT NEW.etag OR OLD.bytes IS NOT NEW.bytes)
BEGIN
  UPDATE file_integrity SET original_checksum = NEW.etag,
      file_size_matches = coalesce(NEW.bytes = NEW.local_bytes, 0)
    WHERE photo_id = NEW.id;
END;

-- A session counts a photo once: as failed until its file comes.
CREATE TRIGGER downloads_counted AFTER INSERT ON downloads WHEN NEW.session_id IS NOT NULL
BEGIN
  UPDATE backup_sessions SET
      successful_photos = successful_photos + 1,
      total_bytes = total_bytes + iif(NEW.adopted, 0, NEW.bytes),
      total_photos = total_photos + NOT EXISTS (SELECT 1 FROM failed_downloads
          WHERE photo_id = NEW.photo_id AND session_id = NEW.session_id AND resolved_at IS NULL),
      failed_photos = failed_photos - EXISTS (SELECT 1 FROM failed_downloads
          WHERE photo_id = NEW.photo_id AND session_id = NEW.session_id AND resolved_at IS NULL)
    WHERE id = NEW.session_id;
  UPDATE failed_downloads SET resolved_at = NEW.landed_at
    WHERE photo_id = NEW.photo_id AND resolved_at IS NULL;
END;

CREATE TRIGGER downloads_resolve_failures AFTER INSERT ON downloads WHEN NEW.session_id IS NULL
BEGIN
  UPDATE failed_downloads SET resolved_at = NEW.landed_at
    WHERE photo_id = NEW.photo_id AND resolved_at IS NULL;
END;

CREATE TRIGGER failed_downloads_counted AFTER INSERT ON failed_downloads
WHEN NEW.session_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM failed_downloads
         WHERE photo_id = NEW.photo_id AND session_id = NEW.session_id AND resolved_at IS NULL AND id <> NEW.id)
BEGIN
  UPDATE backup_sessions SET total_photos = total_photos + 1, failed_photos = failed_photos + 1
    WHERE id = NEW.session_id;
END;


-- Search ------------------------------------------------------------------

-- One row a photo, rowid = photos.id, written by Proofsheet's own statements
-- beside the facts, and rebuilt from them whenever it is damaged.
CREATE VIRTUAL TABLE photo_search USING fts5 (
  name, folder, tags, context, camera, lens, collections, shoots, captions,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', columnsize = 0
);
