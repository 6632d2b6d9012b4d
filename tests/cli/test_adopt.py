#!/usr/bin/env python3
"""proofsheetctl adopt: a folder of the tool that came before, with its database and flat files, becomes a library."""

import hashlib
import os
import pathlib
import shutil
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import predecessor  # noqa: E402
import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

class Adopt(SortingCase):
    def setUp(self):
        super().setUp()
        self.back_up()
        self.old = self.home / "old"
        self.n_old = predecessor.make(self.old, self.library, self.rows)

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

    def edit(self, *statements):
        """Of the old database."""
        with sqlite3.connect(self.old / "photos.db") as db:
            return [db.execute(*statement).fetchall() for statement in statements]

    def photo_with_file(self, *ids):
        """What the new catalogue says: which of these photos has which file."""
        return [(r["id"], r["local_path"]) for r in invariants.rows(
            self.old, f"SELECT id, local_path FROM photos WHERE id IN ({', '.join(map(str, ids))}) AND local_path IS NOT NULL")]

    def make_clash(self, one, other, checksums):
        """Two photos whose names are the old tool's same: the file is the second one's. Returns their ids and the file."""
        (first, name), (second, _) = self.edit(("SELECT id, local_path FROM photos WHERE format = 'jpg' AND public_id NOT LIKE '%clash%' ORDER BY id LIMIT 2",))[0]
        file = self.old / (other.replace("/", "_") + ".jpg")
        (self.old / name).rename(file)
        content = file.read_bytes()
        for photo, public_id in (first, one), (second, other):
            is_its = photo == second
            self.edit(("UPDATE photos SET public_id = ?, checksum = ?, bytes = ? WHERE id = ?",
                       (public_id, (hashlib.md5(content).hexdigest() if is_its else "0" * 32) if checksums else None,
                        len(content) + (not is_its), photo)))
        return first, second, file

    def test_two_photos_of_one_name_the_file_is_the_one_s_whose_checksum_or_size_it_has(self):
        for one, other, checksums in (("clash/one", "clash_one", True), ("twin/a", "twin_a", False)):
            with self.subTest(other=other):
                first, second, file = self.make_clash(one, other, checksums)
        report = self.ctl("adopt", self.old, "--json").json
        self.assertEqual((report["total"], report["missing"]), (self.n_old, 2), "each clash: one photo without a file")
        self.assertEqual(self.photo_with_file(first, second), [(second, file.name)])

    def test_names_that_differ_in_case_alone_are_not_in_the_way(self):
        first, second, file = self.make_clash("case/One", "case/one", True)
        (self.old / "case_One.jpg").write_bytes(b"another file, on a drive that tells them apart")
        report = self.ctl("adopt", self.old, "--json").json
        self.assertEqual((report["total"], report["missing"]), (self.n_old, 1))
        self.assertEqual(self.photo_with_file(first, second), [(second, file.name)])
        self.assertTrue(file.exists() and (self.old / "case_One.jpg").exists(), "no file is lost")

    def test_names_that_differ_in_case_alone_are_not_in_the_way_though_both_files_are_whole(self):
        first, second, file = self.make_clash("case/One", "case/one", True)
        (self.old / "case_One.jpg").write_bytes(b"another file, on a drive that tells them apart")
        self.edit(("UPDATE photos SET checksum = ? WHERE id = ?", (hashlib.md5((self.old / "case_One.jpg").read_bytes()).hexdigest(), first)))
        self.assertEqual(self.ctl("adopt", self.old, "--json").json["missing"], 1)
        self.assertEqual(self.photo_with_file(first, second), [(first, "case_One.jpg")])
        self.assertTrue(file.exists())

    def user_version(self):
        with sqlite3.connect(f"file:{self.old}/photos.db?mode=ro", uri=True) as db:
            return db.execute("PRAGMA user_version").fetchone()[0]

    def assert_all_is_taken_over(self):
        self.assertGreater(self.user_version(), 0)
        self.assertFalse((self.old / "photos.db-rebuilt").exists())
        for table in ("photo_collections", "photo_tags", "photo_shoot_assignments"):
            self.assertEqual(len(invariants.rows(self.old, f"SELECT 1 FROM {table}")), 5, table)

    def test_killed_at_the_last_step_one_of_the_two_databases_has_the_name(self):
        for _ in range(3):
            job = self.start("adopt", self.old)
            gone = False
            while job.is_running and not gone:
                aside = any(name.startswith("photos before") for name in os.listdir(self.old / ".proofsheet/quarantine")) \
                    if (self.old / ".proofsheet/quarantine").exists() else False
                gone = not (self.old / "photos.db").exists()
                if aside or gone:
                    job.kill()
            self.assertFalse(gone, "an instant without a database")
            if self.user_version() > 0:
                break
            shutil.rmtree(self.old / ".proofsheet/quarantine")
        if self.user_version() == 0:
            self.ctl("adopt", self.old)
        self.assert_all_is_taken_over()

    def test_cut_off_before_the_new_catalogue_had_its_name_the_next_try_gives_it(self):
        first = self.ctl("adopt", self.old, "--json").json
        (self.old / "photos.db").rename(self.old / "photos.db-rebuilt")
        self.assertEqual(self.ctl("adopt", self.old, "--json").json, first)
        self.assert_all_is_taken_over()
        self.assert_one_sentence(self.ctl("adopt", self.old, expect=1), "before Proofsheet")

    def test_cut_off_before_the_new_catalogue_had_its_name_it_is_what_a_new_one_is_made_of(self):
        self.ctl("adopt", self.old)
        (self.old / "photos.db").rename(self.old / "photos.db-rebuilt")
        self.assertEqual(self.ctl("rebuild", self.old, "--json").json["made_of"], "catalogue")
        self.assert_all_is_taken_over()

    def test_a_catalogue_cut_off_while_it_was_made_anew_is_not_taken_for_it(self):
        self.ctl("adopt", self.old)
        (self.old / "photos.db").rename(self.old / "photos.db-rebuilt")
        with sqlite3.connect(self.old / "photos.db-rebuilt") as db:
            db.execute("DELETE FROM photos WHERE id = (SELECT min(id) FROM photos)")
        self.assert_one_sentence(self.ctl("adopt", self.old, expect=1), "before Proofsheet")
        self.assertTrue((self.old / "photos.db-rebuilt").exists(), "nothing was changed")

    def test_what_is_proofsheet_s_own_is_no_photo_whatever_a_photo_is_called(self):
        names = ["photos.db", "PHOTOS.DB", "photos.db-rebuilt", "photos.db-wal", ".proofsheet/library.json", ".proofsheet", "MANIFEST.sha256", "READ-ME.txt"]
        for name in names:
            self.edit(("INSERT INTO photos (public_id, resource_type, resource_kind, created_at, bytes) VALUES (?, 'raw', 'upload', '2024-01-01', 9)",
                       (name,)))
        (self.old / ".proofsheet_library.json").write_bytes(b"of a photo")
        report = self.ctl("adopt", self.old, "--json").json
        self.assertEqual((report["total"], report["adopted"], report["missing"]), (self.n_old + len(names), self.n_old, len(names)))
        self.assertEqual(invariants.rows(self.old, "SELECT local_path FROM photos WHERE resource_type = 'raw' AND local_path IS NOT NULL"), [])
        self.assertGreater(self.user_version(), 0)

    def test_a_wrong_cloud_name_is_corrected_by_the_next_try(self):
        self.edit(("UPDATE backup_sessions SET cloudinary_cloud_name = NULL",))
        for name in ("two words", "a/b", " "):
            with self.subTest(name=name):
                self.assert_one_sentence(self.ctl("adopt", self.old, "--cloud", name, expect=1), "cloud name")
        self.assertFalse((self.old / ".proofsheet").exists(), "nothing was begun")
        self.edit(("ALTER TABLE photo_tags RENAME TO elsewhere",))  # so that it fails after the marker
        self.ctl("adopt", self.old, "--cloud", "demo-studi", expect=1)
        self.edit(("ALTER TABLE elsewhere RENAME TO photo_tags",))
        marker, read_me = self.old / ".proofsheet" / "library.json", self.old / "READ-ME.txt"
        self.assertIn('"demo-studi"', marker.read_text())
        report = self.ctl("adopt", self.old, "--cloud", "  demo-studio ", "--json").json
        self.assertEqual(report["cloud_name"], "demo-studio")
        self.assertIn('"demo-studio"', marker.read_text())
        self.assertIn("“demo-studio”", read_me.read_text())
        self.ctl("backup", self.old)

    def test_a_file_that_cannot_be_read_is_not_called_missing(self):
        name = next(f.name for f in self.old.iterdir() if f.suffix == ".jpg")
        (self.old / name).unlink()
        (self.old / name).mkdir()  # what root cannot read either
        report = self.ctl("adopt", self.old).out
        self.assertIn("1 photo has a file here that could not be read", report)
        self.assertNotIn("no file here", report)
        self.ctl("backup", self.old)
        self.assertTrue((self.old / name).is_dir(), "it is left alone")
        self.assertEqual(invariants.rows(self.old, "SELECT 1 FROM photos WHERE state = 'waiting'"), [], "and the photo fetched")


if __name__ == "__main__":
    tap.main()
