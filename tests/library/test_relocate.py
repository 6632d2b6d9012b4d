#!/usr/bin/env python3
"""A library gets another place: whole or not at all, read back, and the old folder stays as it is."""

import hashlib
import os
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case  # noqa: E402


class Relocate(Case):
    def setUp(self):
        super().setUp()
        self.place = self.home / "drive" / "New Place"
        self.place.parent.mkdir()

    def back_up(self, photos=30):
        self.demo(photos=photos)
        self.init()
        self.ctl("backup", self.library)
        self.ctl("collection", self.library, "create", "Portfolio")

    @staticmethod
    def tree(root):
        """Every file by path: its hash, its time, its mode. The catalogue's own files and the lock are no photos."""
        found = {}
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            if path.is_file() and not name.startswith("photos.db") and name != ".proofsheet/lock":
                try:
                    info = path.stat()
                    found[name] = hashlib.sha256(path.read_bytes()).hexdigest(), int(info.st_mtime), info.st_mode & 0o777
                except FileNotFoundError:
                    pass  # it has just got another name, or gone
        return found

    def photos_of(self, root):
        return {name: facts for name, facts in self.tree(root).items() if name.startswith("Photos/")}

    def one(self, root, statement):
        with sqlite3.connect(f"file:{root}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement).fetchone()[0]

    def states(self, root):
        return self.ctl("status", root, "--json").json["states"]

    def assert_moved(self, states):
        self.assertEqual(self.states(self.place), states)
        self.assertEqual(self.photos_of(self.place), self.photos_of(self.library))
        self.assertEqual(self.one(self.place, "SELECT count(*) FROM collections WHERE name = 'Portfolio'"), 1)
        self.assertFalse((self.place / ".proofsheet/moving").exists())
        self.assertEqual(list((self.place / ".proofsheet/staging").iterdir()), [])
        ran = subprocess.run(["sha256sum", "--quiet", "-c", "MANIFEST.sha256"], cwd=self.place, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertEqual(self.ctl("verify", self.place, "--json").json["damaged"], 0)

    def test_all_of_it_is_there_and_works_and_the_old_folder_is_untouched(self):
        self.back_up()
        before, states = self.tree(self.library), self.states(self.library)
        report = self.ctl("move", self.library, self.place, "--json").json
        self.assertEqual(report["damaged"], 0)
        self.assertGreater(report["files"], 20)
        self.assertEqual(self.tree(self.library), before)
        self.assert_moved(states)
        fetched = len(self.cloud.fetches())
        self.cloud.do("add", count=2)
        self.ctl("backup", self.place)
        self.assertEqual(len(self.cloud.fetches()), fetched + 2, "nothing is fetched again")
        self.assertEqual(self.states(self.library), states, "and the old one knows nothing of it")
        self.library, old = self.place, self.library
        invariants.check(self)
        self.library = old

    def test_killed_in_the_middle_nothing_is_lost_and_the_same_command_goes_on(self):
        self.back_up(photos=60)
        before, states = self.tree(self.library), self.states(self.library)
        cut_off = 0
        for n in (1, 8, 25, 40):
            job = self.start("move", self.library, self.place)
            self.wait_until(lambda n=n: not job.is_running or len(self.photos_of(self.place)) >= n, "some files", 30, pause=0.0005)
            cut_off += job.is_running
            job.kill()
            self.assertEqual(self.tree(self.library), before)
            if not (self.place / "photos.db").exists():
                self.assertEqual(self.ctl("status", self.place, expect=None).status, 1, "no half library is opened")
        self.assertGreater(cut_off, 0)
        if not (self.place / "photos.db").exists():
            self.ctl("move", self.library, self.place)
        self.assertEqual(self.tree(self.library), before)
        self.assert_moved(states)

    def test_stopped_by_a_person_it_ends_cleanly_and_says_so(self):
        self.back_up(photos=60)
        states = self.states(self.library)
        job = self.start("move", self.library, self.place)
        self.wait_until(lambda: not job.is_running or self.photos_of(self.place), "the first file", 30, pause=0.0005)
        job.signal(2)
        self.assertIn(job.wait(20).status, (130, 0))
        self.ctl("move", self.library, self.place, expect=0 if not (self.place / "photos.db").exists() else 1)
        self.assert_moved(states)

    def damage(self, path):
        os.chmod(path, 0o644)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        info = path.stat()
        path.write_bytes(data)
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))

    def test_a_file_that_was_damaged_before_is_told_and_marked_in_the_new_place(self):
        self.back_up()
        path = self.one(self.library, "SELECT local_path FROM photos WHERE state = 'proven' ORDER BY id LIMIT 1")
        self.damage(self.library / path)
        report = self.ctl("move", self.library, self.place, "--json", expect=3).json
        self.assertEqual(report["damaged"], 1)
        self.assertEqual(self.states(self.place)["damaged"], 1)
        self.assertEqual(self.one(self.place, f"SELECT state FROM photos WHERE local_path = '{path}'"), "damaged")
        self.assertEqual(self.states(self.library)["damaged"], 0, "nothing was written to the old one")

    def test_a_file_that_is_damaged_in_the_half_made_place_is_brought_again_and_kept_aside(self):
        self.back_up(photos=60)
        job = self.start("move", self.library, self.place)
        self.wait_until(lambda: not job.is_running or len(self.photos_of(self.place)) >= 8, "some files", 30, pause=0.0005)
        job.kill()
        self.assertFalse((self.place / "photos.db").exists(), "it was cut off")
        victim = sorted(self.photos_of(self.place))[0]
        self.damage(self.place / victim)
        self.ctl("move", self.library, self.place)
        self.assertEqual(self.photos_of(self.place)[victim], self.photos_of(self.library)[victim])
        aside = [path.name for path in (self.place / ".proofsheet/quarantine").iterdir()]
        self.assertEqual([name.partition(" ")[2] for name in aside], [pathlib.Path(victim).name])

    def test_a_place_that_does_not_do_is_refused_in_a_sentence_and_nothing_is_written(self):
        self.back_up(photos=6)
        before = self.tree(self.library)
        full = self.home / "drive" / "full"
        full.mkdir()
        (full / "letter.txt").write_text("mine")
        other = self.home / "drive" / "other"
        self.ctl("init", other)
        for place in (full, other, self.library, self.library / "Photos" / "inside", self.home / "drive" / "a" / "b"):
            with self.subTest(place=str(place.relative_to(self.home))):
                self.assert_one_sentence(self.ctl("move", self.library, place, expect=1))
        self.assertEqual((full / "letter.txt").read_text(), "mine")
        self.assertEqual(list(full.iterdir()), [full / "letter.txt"])
        self.assertEqual(self.tree(self.library), before)

    def test_a_library_that_somebody_works_with_is_not_moved(self):
        self.demo(photos=30, faults=["drip=3000,on=delivery"])
        self.init()
        job = self.start("backup", self.library)
        self.wait_until(lambda: self.cloud.fetches(), "it fetches")
        self.ctl("move", self.library, self.place, expect=5)
        job.signal(2)
        job.wait()


if __name__ == "__main__":
    tap.main()
