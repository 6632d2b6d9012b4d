#!/usr/bin/env python3
"""Promise 13: the catalogue can be lost without losing the backup (D1, D2, D4, D5, D9, D13), and nothing is fetched again."""

import os
import pathlib
import shutil
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case  # noqa: E402


class Rebuild(Case):
    def backed_up(self, photos=40):
        self.demo(photos=photos)
        self.init()
        self.ctl("backup", self.library)
        self.before = self.files()
        self.states = self.status()["states"]

    @property
    def catalog(self):
        return self.library / "photos.db"

    @property
    def snapshots(self):
        return self.library / ".proofsheet" / "snapshots"

    def forget_copies(self):
        shutil.rmtree(self.snapshots, ignore_errors=True)
        shutil.rmtree(self.home / "data" / "proofsheet", ignore_errors=True)

    def files(self):
        return {name: what for name, what in invariants.hash_tree(self.library / "Photos").items() if what[0] == "file"}

    def label(self):
        """An album and a tag of one's own, in the catalogue and in its latest copy."""
        database = sqlite3.connect(self.catalog)
        photo = database.execute("SELECT id, asset_id FROM photos WHERE state = 'proven' ORDER BY id LIMIT 1").fetchone()
        database.execute("INSERT INTO collections (name, created_at) VALUES ('Best of all', '2026-01-01T00:00:00Z')")
        database.execute("INSERT INTO photo_collections (photo_id, collection_id, added_at) "
                         "VALUES (?, 1, '2026-01-01T00:00:00Z')", photo[:1])
        database.execute("INSERT INTO tags (name) VALUES ('mine alone')")
        database.execute("INSERT INTO photo_tags (photo_id, tag_id, source) "
                         "SELECT ?, id, 'local' FROM tags WHERE name = 'mine alone'", photo[:1])
        database.commit()
        database.close()
        self.forget_copies()
        self.ctl("scan", self.library)
        self.assertEqual(len(list(self.snapshots.glob("photos-*.db"))), 1)
        return photo[1]

    def assert_labels(self, asset_id):
        self.assertEqual(invariants.rows(
            self.library, "SELECT p.asset_id, c.name FROM photo_collections l JOIN photos p ON p.id = l.photo_id "
                          "JOIN collections c ON c.id = l.collection_id"), [{"asset_id": asset_id, "name": "Best of all"}])
        self.assertEqual(invariants.rows(
            self.library, "SELECT p.asset_id FROM photo_tags l JOIN photos p ON p.id = l.photo_id "
                          "JOIN tags t ON t.id = l.tag_id WHERE t.name = 'mine alone' AND l.source = 'local'"),
            [{"asset_id": asset_id}])

    def assert_nothing_is_fetched_again(self):
        n_fetches = len(self.cloud.fetches())
        done = self.ctl("backup", self.library, "--json").json
        self.assertEqual(len(self.cloud.fetches()), n_fetches, "a photo was fetched again")
        self.assertEqual(done["downloaded"], 0)
        self.assertTrue(done["complete"], done)
        self.assertEqual(self.files(), self.before)
        self.assertEqual(invariants.check(self)["states"], self.states)

    def set_aside(self):
        return [p for p in (self.library / ".proofsheet" / "quarantine").glob("photos *.db")]

    def lose(self):
        for name in ("photos.db", "photos.db-wal", "photos.db-shm"):
            (self.library / name).unlink(missing_ok=True)

    def test_D2_a_missing_catalogue_without_copies_is_made_of_the_manifest(self):
        self.backed_up()
        self.forget_copies()
        self.lose()
        self.assertIn("rebuild", self.ctl("backup", self.library, expect=1).err)
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["made_of"], "nothing")
        self.assertIsNone(report["set_aside"])
        self.assertEqual(report["adopted"], len(self.before), report)
        self.assertEqual((report["missing"], report["changed"], report["unknown"]), (0, 0, 0))
        self.assertEqual(self.status()["states"]["proven"], self.states["proven"])
        self.assert_nothing_is_fetched_again()

    def test_D2_a_catalogue_of_0_bytes_is_made_of_its_copy(self):
        self.backed_up()
        asset_id = self.label()
        data = self.catalog.read_bytes()
        self.assertGreater(len(data), 0)
        self.catalog.write_bytes(b"")
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["made_of"], "snapshot")
        self.assertEqual([p.stat().st_size for p in self.set_aside()], [0])
        self.assert_labels(asset_id)
        self.assert_nothing_is_fetched_again()
        self.assert_labels(asset_id)

    def damage(self, how):
        self.backed_up()
        asset_id = self.label()
        data = bytearray(self.catalog.read_bytes())
        data = how(data)
        self.catalog.write_bytes(data)
        self.ctl("backup", self.library, expect=1)
        self.assertEqual(self.catalog.read_bytes(), data, "a damaged catalogue was written to")
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["made_of"], "snapshot")
        self.assertEqual([p.read_bytes() for p in self.set_aside()], [bytes(data)], "the damaged one was not kept")
        self.assertRegex(report["set_aside"], r"\d{4}-\d\d-\d\d")
        self.assert_nothing_is_fetched_again()
        self.assert_labels(asset_id)

    def test_D1_a_destroyed_header_is_set_aside_and_the_copy_taken(self):
        self.damage(lambda data: bytearray(os.urandom(100)) + data[100:])

    def test_D1_a_truncated_catalogue_is_set_aside_and_the_copy_taken(self):
        self.damage(lambda data: data[:len(data) // 2])

    def test_D1_damaged_copies_are_passed_over(self):
        self.backed_up()
        self.ctl("scan", self.library)
        for path in list(self.snapshots.iterdir()) + list((self.home / "data").rglob("*.db")):
            path.write_bytes(path.read_bytes()[:5000])
        before = {p: p.read_bytes() for p in self.snapshots.iterdir()}
        self.catalog.write_bytes(os.urandom(20000))
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["made_of"], "nothing")
        self.assertEqual({p: p.read_bytes() for p in before}, before, "a copy was changed")
        self.assert_nothing_is_fetched_again()

    def test_D13_an_old_copy_learns_of_newer_files_without_fetching_them(self):
        self.demo(photos=30)
        self.init()
        self.ctl("backup", self.library)
        self.forget_copies()
        asset_id = self.label()
        images = [a for a in self.cloud.assets() if a["resource_type"] == "image" and a["type"] == "upload"]
        self.cloud.do("rename", asset_id=images[0]["asset_id"], display_name="Another Name")
        self.cloud.do("replace", asset_id=images[1]["asset_id"])
        self.cloud.do("add", count=8)
        self.ctl("backup", self.library)
        self.before, self.states = self.files(), self.status()["states"]
        self.lose()
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["made_of"], "snapshot")
        self.assertGreaterEqual(report["adopted"], 10, report)
        self.assert_nothing_is_fetched_again()
        self.assert_labels(asset_id)

    def test_D13_files_are_found_by_their_content_where_the_manifest_is_lost_too(self):
        self.backed_up()
        asset_id = self.label()
        (self.library / ".proofsheet" / "manifest.jsonl").unlink()
        path = sorted((self.library / "Photos").rglob("*.jpg"))[0]
        moved = path.with_name("moved by hand.jpg")
        path.rename(moved)
        self.catalog.write_bytes(b"no database")
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual((report["missing"], report["adopted"], report["unknown"]), (1, 1, 0), report)
        n_fetches = len(self.cloud.fetches())
        self.ctl("backup", self.library)
        self.assertEqual(len(self.cloud.fetches()), n_fetches)
        self.assertEqual(invariants.check(self)["states"], self.states)
        self.assert_labels(asset_id)

    def test_without_copies_and_manifest_the_next_backup_takes_the_files_over(self):
        self.backed_up()
        self.forget_copies()
        self.lose()
        (self.library / ".proofsheet" / "manifest.jsonl").unlink()
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual((report["total"], report["unknown"]), (0, len(self.before)))
        done = self.ctl("backup", self.library, "--json").json
        self.assertEqual(done["downloaded"] + done["adopted"], len(self.before))
        self.assertLessEqual(done["downloaded"], 2, "only files whose name two photos want may be fetched again")

    def test_a_file_with_other_bytes_is_left_alone_and_told(self):
        self.backed_up()
        self.forget_copies()
        path = self.library / sorted(n for n in ("Photos/" + n for n in self.before) if n.endswith(".jpg"))[0]
        os.chmod(path, 0o644)
        path.write_bytes(b"saved over by a person")
        self.lose()
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["changed"], 1)
        self.ctl("backup", self.library, expect=3)
        self.assertEqual(path.read_bytes(), b"saved over by a person")
        self.assertEqual(self.status()["states"]["damaged"], 1)

    def test_D4_a_flipped_value_is_found_by_the_manifest(self):
        self.backed_up()
        database = sqlite3.connect(self.catalog)
        one = database.execute("SELECT id, checksum FROM photos WHERE state = 'proven' LIMIT 1").fetchone()
        database.execute("UPDATE photos SET checksum = ? WHERE id = ?", ("0" * 32, one[0]))
        database.commit()
        database.close()
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual((report["made_of"], report["adopted"], report["set_aside"]), ("catalogue", 1, None))
        self.assertEqual(invariants.rows(self.library, "SELECT checksum FROM photos WHERE id = ?", one[0])[0]["checksum"], one[1])
        self.assert_nothing_is_fetched_again()

    def test_D5_a_damaged_search_index_alone_is_made_again(self):
        self.backed_up()
        database = sqlite3.connect(self.catalog)
        database.execute("UPDATE photo_search_data SET block = zeroblob(40) WHERE id > 10")
        database.commit()
        database.close()
        report = self.ctl("rebuild", self.library, "--json").json
        self.assertEqual(report["made_of"], "catalogue")
        invariants.check_database(self.library)
        self.assert_nothing_is_fetched_again()

    def test_D9_a_foreign_or_newer_catalogue_is_left_untouched(self):
        self.backed_up()
        for pragma in ("user_version = 99", "application_id = 7"):
            with self.subTest(pragma=pragma):
                data = self.catalog.read_bytes()
                database = sqlite3.connect(self.catalog)
                database.execute("PRAGMA journal_mode = DELETE")
                database.execute("PRAGMA " + pragma)
                database.close()
                changed = self.catalog.read_bytes()
                self.assert_one_sentence(self.ctl("rebuild", self.library, expect=1))
                self.assertEqual(self.catalog.read_bytes(), changed)
                self.catalog.write_bytes(data)

    def test_D9_a_hostile_trigger_is_set_aside(self):
        self.backed_up()
        asset_id = self.label()
        database = sqlite3.connect(self.catalog)
        database.execute("CREATE TRIGGER bad AFTER UPDATE ON photos BEGIN DELETE FROM tags; END")
        database.commit()
        database.close()
        self.ctl("backup", self.library, expect=1)
        self.assertEqual(self.ctl("rebuild", self.library, "--json").json["made_of"], "snapshot")
        self.assertEqual(len(self.set_aside()), 1)
        self.assert_nothing_is_fetched_again()
        self.assert_labels(asset_id)

    def test_a_kill_leaves_the_library_as_it_was_and_the_next_run_does_it(self):
        self.backed_up()
        self.forget_copies()
        self.lose()
        for wait in (0.02, 0.05, 0.1):
            job = self.start("rebuild", self.library)
            try:
                job.process.wait(wait)
            except Exception:  # noqa: BLE001 the time is up: it is killed
                pass
            job.kill()
            if self.catalog.exists():
                break
        self.ctl("rebuild", self.library)
        self.assertFalse((self.library / "photos.db-rebuilt").exists())
        self.assert_nothing_is_fetched_again()


if __name__ == "__main__":
    tap.main()
