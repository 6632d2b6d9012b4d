#!/usr/bin/env python3
"""The main job, from end to end: 400 photos of the demo cloud, safe and proven, and nothing asked twice."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case  # noqa: E402

# Design, section 4: the documented tables with every column, and the views with theirs.
TABLES = {
    "photos": "id public_id format version resource_type resource_kind created_at bytes width height secure_url local_path "
              "backup_date checksum is_downloaded download_failed failure_reason",
    "tags": "id name",
    "photo_tags": "id photo_id tag_id",
    "photo_context": "id photo_id key value",
    "collections": "id name description created_at",
    "photo_collections": "id photo_id collection_id added_at",
    "backup_sessions": "id session_type started_at completed_at cloudinary_cloud_name total_photos successful_photos "
                       "failed_photos total_bytes notes",
    "failed_downloads": "id photo_id session_id error_message retry_count last_attempt",
    "exif_data": "id photo_id camera_make camera_model lens focal_length aperture shutter_speed iso date_taken gps_latitude "
                 "gps_longitude",
    "original_filenames": "id photo_id original_filename upload_date file_path_hint",
    "photo_shoots": "id name shoot_date location client description created_at",
    "photo_shoot_assignments": "id photo_id shoot_id assigned_at",
    "file_integrity": "id photo_id original_checksum downloaded_checksum checksum_verified verification_date file_size_matches",
}
VIEWS = {
    "photos_with_tags": "id public_id format created_at bytes width height local_path is_downloaded tags",
    "download_statistics": "total_photos downloaded_photos failed_photos total_bytes downloaded_bytes download_percentage",
    "duplicate_candidates": "bytes width height duplicate_count public_ids",
    "photos_by_shoot": "shoot_name shoot_date client photo_count total_size earliest_photo latest_photo",
    "folder_structure": "folder_path photo_count total_size",
    "photos_missing_metadata": "id public_id created_at missing_exif missing_filename missing_shoot",
}
# What a person makes, or a later step finds: there, and empty after a first backup.
FILLED_LATER = {"collections", "photo_collections", "photo_shoots", "photo_shoot_assignments", "photos_by_shoot"}


class MainJob(Case):
    def test_400_photos_are_all_proven_and_a_second_backup_downloads_nothing(self):
        self.demo(photos=400)
        decoy = invariants.Decoy(self)
        self.init()
        first = self.ctl("backup", self.library, "--json").json
        for member in ("scanned", "added", "changed", "gone", "downloaded", "failed", "bytes", "api_calls", "seconds", "complete"):
            self.assertIn(member, first)
        self.assertIs(first["complete"], True)
        self.assertEqual(first["failed"], 0)

        status = invariants.check(self, decoy=decoy)
        self.assertEqual(status["total"], 400)
        self.assertEqual(status["states"]["proven"] + status["states"]["skipped"], status["total"], status["states"])
        self.assertEqual(first["downloaded"], status["states"]["proven"])
        self.assertEqual(first["scanned"], status["total"])
        self.assertEqual(status["cloud_name"], "demo-studio")
        for member in ("library", "bytes_total", "bytes_proven", "last_scan", "last_download", "last_verify", "rate_limit", "plan"):
            self.assertIn(member, status)
        for member in ("limit", "remaining", "reset"):
            self.assertIn(member, status["rate_limit"])
        for member in ("name", "limit_bytes", "used_bytes", "left_bytes", "resumes_at"):
            self.assertIn(member, status["plan"])

        lines = (self.library / "MANIFEST.sha256").read_bytes().splitlines()
        self.assertEqual(len(lines), status["states"]["proven"], "one line a proven file")
        checked = subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "MANIFEST.sha256"], cwd=self.library,
                                 capture_output=True, text=True, check=False)
        self.assertEqual((checked.returncode, checked.stdout, checked.stderr), (0, "", ""))

        verify = self.ctl("verify", self.library, "--json").json
        self.assertEqual(verify["sound"], verify["checked"])
        self.assertEqual(verify["checked"] + verify["not_checked"], verify["total"])
        self.assertEqual((verify["missing"], verify["damaged"], verify["unreadable"], verify["not_checked"]), (0, 0, 0, 0))

        n_fetches = len(self.cloud.fetches())
        second = self.ctl("backup", self.library, "--json").json
        self.assertEqual((second["downloaded"], second["added"], second["gone"], second["failed"]), (0, 0, 0, 0))
        self.assertEqual(len(self.cloud.fetches()), n_fetches, "an original was asked for again")
        self.assert_only_reads()
        invariants.check(self, decoy=decoy)

    def test_every_original_is_asked_for_once(self):
        self.demo(photos=120)
        self.init()
        done = self.ctl("backup", self.library, "--json").json
        self.assertEqual(len(self.cloud.fetches()), done["downloaded"])

    def filled(self):
        """Every documented table and view, and every column of a table, that holds something now."""
        found = set()
        database = invariants.connect(self.library)
        for kind, documented in (("table", TABLES), ("view", VIEWS)):
            for name, columns in documented.items():
                entry = database.execute("SELECT type FROM sqlite_master WHERE name = ?", (name,)).fetchone()
                self.assertIsNotNone(entry, f"there is no {kind} {name}")
                self.assertEqual(entry["type"], kind, name)
                have = [row["name"] for row in database.execute(f"PRAGMA table_xinfo({name})")]
                self.assertEqual([c for c in columns.split() if c not in have], [], f"{name} has {have}")
                if database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]:
                    found.add(name)
                if kind == "table":
                    found |= {f"{name}.{c}" for c in columns.split()
                              if database.execute(f"SELECT count({c}) FROM {name}").fetchone()[0]}
        database.close()
        return found

    def test_every_documented_table_column_and_view_is_there_and_filled(self):
        self.demo(photos=120, faults=["404,on=delivery,first=3"])
        self.init()
        self.ctl("backup", self.library, expect=3)
        found = self.filled()
        self.ctl("retry", self.library)
        self.ctl("verify", self.library)
        found |= self.filled()
        wanted = {*TABLES, *VIEWS, *(f"{t}.{c}" for t, columns in TABLES.items() for c in columns.split())}
        empty = {name for name in wanted - found if name.partition(".")[0] not in FILLED_LATER}
        self.assertEqual(empty, set(), "never filled")
        statistics = invariants.rows(self.library, "SELECT * FROM download_statistics")
        self.assertEqual(len(statistics), 1)
        self.assertNotIn(None, statistics[0].values())
        self.assertEqual(statistics[0]["total_photos"], 120)
        self.assertTrue(invariants.rows(self.library, "SELECT * FROM photos_with_tags WHERE tags LIKE '%,%' LIMIT 1"),
                        "no photo shows two tags")
        invariants.check(self)


if __name__ == "__main__":
    tap.main()
