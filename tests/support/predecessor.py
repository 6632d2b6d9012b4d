"""A folder as the tool that came before Proofsheet left it: its database, and files flat beside it."""

import shutil
import sqlite3

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


def make(folder, library, rows):
    """From a library that was backed up: its images, as the old tool kept them. Returns how many."""
    folder.mkdir()
    db = sqlite3.connect(folder / "photos.db")
    db.executescript(SCHEMA)
    for r in rows("SELECT * FROM photos WHERE resource_type = 'image' AND resource_kind = 'upload' AND local_path IS NOT NULL"):
        flat = r["public_id"].replace("/", "_") + "." + r["format"]
        shutil.copy(library / r["local_path"], folder / flat)
        db.execute("INSERT OR IGNORE INTO photos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0, NULL)",
                   (r["id"], r["public_id"], r["format"], r["version"], r["resource_type"], r["resource_kind"], r["created_at"], r["bytes"],
                    r["width"], r["height"], r["secure_url"], flat, r["backup_date"], r["checksum"]))
    for table, columns in (("photo_collections", "NULL, id, 1, '2024'"), ("photo_tags", "NULL, id, 1"),
                           ("photo_shoot_assignments", "NULL, id, 1, '2024'"), ("failed_downloads", "NULL, id, 1, 'HTTP 500', 3, '2024'"),
                           ("exif_data", "NULL, id, 'Canon', 'R5', 'RF', '85 mm', 'f/1.8', '1/500', '400', '2024-05-01T10:00:00', 48.2, 16.4")):
        db.execute(f"INSERT INTO {table} SELECT {columns} FROM photos LIMIT 5")
    db.commit()
    n = db.execute("SELECT count(*) FROM photos").fetchone()[0]
    db.close()
    return n
