#!/usr/bin/env python3
"""proofsheetctl adopt: a folder of the tool that came before, with its database and flat files, becomes a library."""

import pathlib
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


if __name__ == "__main__":
    tap.main()
