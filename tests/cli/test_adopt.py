#!/usr/bin/env python3
"""proofsheetctl adopt: a folder of the tool that came before, with its database and flat files, becomes a library."""

import pathlib
import shutil
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

SCHEMA = """
CREATE TABLE photos (id INTEGER PRIMARY KEY AUTOINCREMENT, public_id TEXT UNIQUE NOT NULL, format TEXT, version INTEGER, resource_type TEXT,
  resource_kind TEXT, created_at TEXT, bytes INTEGER, width INTEGER, height INTEGER, secure_url TEXT, local_path TEXT, backup_date TEXT,
  checksum TEXT, is_downloaded BOOLEAN DEFAULT 0, download_failed BOOLEAN DEFAULT 0, failure_reason TEXT);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE photo_tags (id INTEGER PRIMARY KEY, photo_id INTEGER, tag_id INTEGER);
CREATE TABLE photo_context (id INTEGER PRIMARY KEY, photo_id INTEGER, key TEXT, value TEXT);
CREATE TABLE collections (id INTEGER PRIMARY KEY, name TEXT UNIQUE, description TEXT, created_at TEXT);
CREATE TABLE photo_collections (id INTEGER PRIMARY KEY, photo_id INTEGER, collection_id INTEGER, added_at TEXT);
CREATE TABLE backup_sessions (id INTEGER PRIMARY KEY, session_type TEXT, started_at TEXT, completed_at TEXT, cloudinary_cloud_name TEXT,
  total_photos INTEGER, successful_photos INTEGER, failed_photos INTEGER, total_bytes INTEGER, notes TEXT);
CREATE TABLE failed_downloads (id INTEGER PRIMARY KEY, photo_id INTEGER, session_id INTEGER, error_message TEXT, retry_count INTEGER,
  last_attempt TEXT);
CREATE TABLE exif_data (id INTEGER PRIMARY KEY, photo_id INTEGER, camera_make TEXT, camera_model TEXT, lens TEXT, focal_length TEXT,
  aperture TEXT, shutter_speed TEXT, iso TEXT, date_taken TEXT, gps_latitude REAL, gps_longitude REAL);
CREATE TABLE original_filenames (id INTEGER PRIMARY KEY, photo_id INTEGER, original_filename TEXT, upload_date TEXT, file_path_hint TEXT);
CREATE TABLE photo_shoots (id INTEGER PRIMARY KEY, name TEXT, shoot_date TEXT, location TEXT, client TEXT, description TEXT, created_at TEXT);
CREATE TABLE photo_shoot_assignments (id INTEGER PRIMARY KEY, photo_id INTEGER, shoot_id INTEGER, assigned_at TEXT);
CREATE TABLE file_integrity (id INTEGER PRIMARY KEY, photo_id INTEGER, original_checksum TEXT, downloaded_checksum TEXT,
  checksum_verified BOOLEAN, verification_date TEXT, file_size_matches BOOLEAN);
INSERT INTO collections VALUES (1, 'Portfolio', 'best', '2024-01-01T00:00:00Z');
INSERT INTO tags VALUES (1, 'mine');
INSERT INTO backup_sessions VALUES (1, 'download', '2024-01-01T00:00:00Z', '2024-01-01T01:00:00Z', 'demo-studio', 100, 98, 2, 1234, 'old');
INSERT INTO photo_shoots VALUES (1, 'Old shoot', '2024-05-01', 'Wien', 'ACME', NULL, '2024-01-01');
"""


class Adopt(SortingCase):
    def setUp(self):
        super().setUp()
        self.back_up()
        self.old = self.home / "old"
        self.old.mkdir()
        self.make_old()

    def make_old(self):
        db = sqlite3.connect(self.old / "photos.db")
        db.executescript(SCHEMA)
        for r in self.rows("SELECT * FROM photos WHERE resource_type = 'image' AND resource_kind = 'upload' AND local_path IS NOT NULL"):
            flat = r["public_id"].replace("/", "_") + "." + r["format"]
            shutil.copy(self.library / r["local_path"], self.old / flat)
            db.execute("INSERT OR IGNORE INTO photos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, NULL)",
                       (r["id"], r["public_id"], r["format"], r["version"], r["resource_type"], r["resource_kind"], r["created_at"], r["bytes"],
                        r["width"], r["height"], r["secure_url"], flat, r["backup_date"], r["checksum"]))
        for table, columns in (("photo_collections", "NULL, id, 1, '2024'"), ("photo_tags", "NULL, id, 1"),
                               ("photo_shoot_assignments", "NULL, id, 1, '2024'"), ("failed_downloads", "NULL, id, 1, 'HTTP 500', 3, '2024'"),
                               ("exif_data", "NULL, id, 'Canon', 'R5', 'RF', '85 mm', 'f/1.8', '1/500', '400', '2024-05-01T10:00:00', 48.2, 16.4")):
            db.execute(f"INSERT INTO {table} SELECT {columns} FROM photos LIMIT 5")
        db.commit()
        self.n_old = db.execute("SELECT count(*) FROM photos").fetchone()[0]
        db.close()

    def test_all_that_was_known_stays_and_nothing_is_fetched_again(self):
        files = {f.name: f.read_bytes() for f in self.old.iterdir() if f.name != "photos.db"}
        report = self.ctl("adopt", self.old, "--json").json
        self.assertEqual((report["total"], report["adopted"], report["missing"], report["cloud_name"]), (self.n_old, self.n_old, 0, "demo-studio"))
        with sqlite3.connect(self.old / report["set_aside"]) as kept:
            self.assertEqual(kept.execute("SELECT count(*) FROM photos").fetchone()[0], self.n_old)
        n_fetches = len(self.cloud.fetches())
        after = self.ctl("backup", self.old, "--json").json
        mine = {r["public_id"] for r in invariants.rows(self.old, "SELECT public_id FROM photos WHERE local_path NOT LIKE 'Photos/%'")}
        self.assertEqual(len(mine), self.n_old)
        fetched = len(self.cloud.fetches()) - n_fetches
        self.assertEqual(after["downloaded"], fetched)
        self.assertEqual(invariants.rows(self.old, "SELECT id FROM photos WHERE local_path NOT LIKE 'Photos/%' AND state <> 'proven'"), [])
        self.assertEqual({name: (self.old / name).read_bytes() for name in files}, files, "no file is moved or changed")
        self.assertEqual(len(invariants.rows(self.old, "SELECT 1 FROM photo_collections")), 5)
        self.assertEqual(len(invariants.rows(self.old, "SELECT 1 FROM photo_tags WHERE source = 'local'")), 5)
        self.assertEqual([r["name"] for r in invariants.rows(self.old, "SELECT name FROM photo_shoots WHERE origin = 'made'")], ["Old shoot"])
        first = invariants.rows(self.old, "SELECT * FROM backup_sessions WHERE id = 1")[0]
        self.assertEqual((first["total_photos"], first["failed_photos"], first["notes"]), (100, 2, "old"))
        self.assertEqual(self.ctl("verify", self.old, "--json").json["sound"], len(
            invariants.rows(self.old, "SELECT 1 FROM photos WHERE local_path IS NOT NULL")))

    def test_what_is_not_there_is_fetched_and_what_is_no_such_folder_is_left_alone(self):
        gone = next(f for f in self.old.iterdir() if f.suffix == ".jpg")
        gone.unlink()
        report = self.ctl("adopt", self.old, "--json").json
        self.assertEqual(report["missing"], 1)
        self.ctl("backup", self.old)
        self.assertEqual(invariants.rows(self.old, "SELECT 1 FROM photos WHERE state = 'waiting'"), [])
        self.assert_one_sentence(self.ctl("adopt", self.old, expect=1), "before Proofsheet")
        empty = self.home / "empty"
        empty.mkdir()
        self.assert_one_sentence(self.ctl("adopt", empty, expect=1), "before Proofsheet")
        self.assertEqual(list(empty.iterdir()), [])


if __name__ == "__main__":
    tap.main()
