#!/usr/bin/env python3
"""What needs a person: each cure does what its button says, by pointer and by keyboard alone."""

import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import SHOWN, PhotosCase  # noqa: E402


class NeedsYou(PhotosCase):
    def open_trouble(self):
        self.open_window(self.library)
        self.click(self.see("button", "See Why"))

    def change(self, path):
        """As an editor saves over a file of the library."""
        os.chmod(path, 0o644)
        path.write_bytes(path.read_bytes() + b"edited")
        later = path.stat().st_mtime + 3600
        os.utime(path, (later, later))

    def one_path(self):
        return self.library / self.one("SELECT local_path FROM photos WHERE state = 'proven' AND format = 'jpg' ORDER BY id LIMIT 1")

    def test_keep_both_keeps_the_change_and_brings_the_original_back(self):
        self.back_up(photos=12)
        path = self.one_path()
        original, folder = self.digest(path), path.parent
        self.change(path)
        changed = self.digest(path)
        self.ctl("verify", self.library, expect=None)
        self.assertEqual(self.states().get("damaged"), 1)
        self.open_trouble()
        self.click(self.see("button", "Keep Both"))
        self.wait(lambda: "damaged" not in self.states() and "waiting" not in self.states() and "arriving" not in self.states(),
                  "the original")
        digests = [self.digest(file) for file in folder.iterdir() if file.is_file()]
        self.assertIn(changed, digests, "the person's change is kept")
        self.assertIn(original, digests, "and the original is here again")
        self.assertEqual(self.digest(path), original)

    def test_the_facts_of_a_changed_photo_bring_its_original_back_and_keep_the_change_aside(self):
        self.back_up(photos=12)
        path = self.one_path()
        original = self.digest(path)
        self.change(path)
        changed = self.digest(path)
        self.ctl("verify", self.library, expect=None)
        self.open_photos(6)
        name = self.one(f"SELECT {SHOWN} FROM photos p WHERE state = 'damaged'")
        self.click(next(c for c in self.cells(6) if self.name_of(c) == name))
        self.click(self.see("button", "Facts"))
        self.see("button", "Keep Both")
        self.shot("facts-changed")
        self.click(self.see("button", "Get Original Back"))
        self.wait(lambda: "damaged" not in self.states() and "waiting" not in self.states() and "arriving" not in self.states(), "the original")
        self.assertEqual(self.digest(path), original)
        aside = [self.digest(file) for file in (self.library / ".proofsheet").rglob("*") if file.is_file()]
        self.assertIn(changed, aside, "the person's change is kept aside")

    def test_look_for_it_finds_a_file_that_was_moved(self):
        self.back_up(photos=12)
        path = self.one_path()
        moved = self.library / "Photos" / "Somewhere Else" / ("moved " + path.name)
        moved.parent.mkdir()
        path.rename(moved)
        fetched = len(self.cloud.fetches())
        self.ctl("verify", self.library, expect=None)
        self.assertEqual(self.states().get("missing"), 1)
        self.open_trouble()
        self.click(self.see("button", "Look for It"))
        self.wait(lambda: "missing" not in self.states(), "the file")
        where = self.one("SELECT count(*) FROM photos WHERE state = 'proven'")
        self.assertEqual(where, sum(self.states().values()) - self.states().get("skipped", 0) - self.states().get("size_only", 0))
        self.assertEqual(len(self.cloud.fetches()), fetched, "nothing was fetched for it")

    def test_from_home_to_the_retried_photo_by_keyboard_alone(self):
        self.back_up(photos=20, expect=3, faults=["404,on=delivery,first=1"])
        self.assertEqual(self.states().get("failed"), 1)
        self.open_window(self.library)
        see_why = self.see("button", "See Why")
        self.tab_to(lambda: see_why.has("FOCUSED"), "See Why")
        self.key("Return")
        again = self.see("button", re.compile("^Try (?!All).* again$"))
        self.tab_to(lambda: again.has("FOCUSED"), "the photo's button")
        self.key("Return")
        self.wait(lambda: "failed" not in self.states() and "arriving" not in self.states() and "waiting" not in self.states(), "the photo")
        self.assertEqual(self.one("SELECT count(*) FROM failed_downloads WHERE resolved_at IS NULL"), 0)

    def tab_to(self, is_there, what):
        for _ in range(60):
            if is_there():
                return
            self.key("Tab")
        self.fail(f"Tab does not come to {what}")

    def test_leave_out_and_its_undo(self):
        self.back_up(photos=20, expect=3, faults=["404,on=delivery,first=2"])
        n_skipped = self.states().get("skipped", 0)
        self.open_trouble()
        self.click(self.see("button", "Leave Out"))
        self.wait(lambda: self.states().get("skipped", 0) == n_skipped + 2, "both left out")
        self.wait_for_text("2 photos left out")
        self.click(self.see("button", re.compile("^Undo")))
        self.wait(lambda: self.states().get("skipped", 0) == n_skipped, "both wanted again")

    def test_the_emblem_of_a_failed_photo_tries_it_again(self):
        self.back_up(photos=20, expect=3, faults=["404,on=delivery,first=1"])
        name = self.one(f"SELECT {SHOWN} FROM photos p WHERE state = 'failed'")
        self.open_photos(6)
        cell = next(c for c in self.cells(12) if self.name_of(c) == name)
        emblem = self.wait(lambda: [n for n in cell.walk() if "button" in n.role], "its emblem")[0]
        self.click(emblem)
        self.wait(lambda: "failed" not in self.states() and "arriving" not in self.states() and "waiting" not in self.states(), "the photo")
        self.see("table cell", re.compile("^" + re.escape(name) + ", .*Proven"))


if __name__ == "__main__":
    tap.main()
