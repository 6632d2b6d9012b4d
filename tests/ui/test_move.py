#!/usr/bin/env python3
"""Move Library…: copied, compared, and the window goes on in the new place; stopped, everything is as it was."""

import hashlib
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402


CHOOSE = re.compile("^_Choose")


class Move(PhotosCase):
    def setUp(self):
        super().setUp()
        self.allowed_warnings = ("org.freedesktop.Notifications",)  # nobody shows them here
        self.place = self.home / "drive"
        self.place.mkdir()

    @staticmethod
    def files_of(root):
        return {str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in root.rglob("*")
                if p.is_file() and p.parent.name != "snapshots" and "photos.db" not in p.name and p.name != "lock"}

    def open_move(self):
        self.key("F10")
        self.see("menu item", "Move Library…")
        self.key("m")  # its mnemonic
        self.see("button", "Move It There")

    def choose_place(self):
        self.open_move()
        self.choose(self.place)

    def choose(self, place):
        self.click(self.see(None, "Another Folder…"))
        self.see("button", CHOOSE)
        time.sleep(0.5)  # the chooser takes a path once it has listed its own folder
        self.key("ctrl+l")
        self.key("ctrl+a")
        self.type(str(place) + "/")
        self.click(self.see("button", CHOOSE))
        self.wait(lambda: not self.sees("button", CHOOSE), "the chooser to close")

    def go(self):
        go = self.see("button", "Move It There")
        self.wait(lambda: go.has("SENSITIVE"), "a place that does")
        self.click(go)

    def test_the_window_goes_on_in_the_new_place_and_the_old_folder_is_untouched(self):
        self.back_up(photos=30)
        old = self.library
        self.open_window(old)
        self.see("button", "Back Up Now")
        states = self.states()
        photos = {n: d for n, d in self.files_of(old).items() if n.startswith("Photos/")}
        self.choose_place()
        self.shot("move-places")
        self.go()
        self.wait_for_text("The old folder was left as it is", 40)
        self.see("button", re.compile("^Show Old Folder"))
        self.shot("moved")
        self.library = self.place
        self.assertEqual(self.states(), states)
        self.assertEqual({n: d for n, d in self.files_of(self.place).items() if n.startswith("Photos/")}, photos)
        self.assertEqual({n: d for n, d in self.files_of(old).items() if n.startswith("Photos/")}, photos)
        self.wait_for_text("Nothing needs you")
        fetched = len(self.cloud.fetches())
        self.cloud.do("add", count=1)
        self.click(self.see("button", "Back Up Now"))
        self.wait(lambda: self.one("SELECT count(*) FROM photos WHERE is_downloaded") == len(photos) + 1, "the next photo", 40)
        self.assertEqual(len(self.cloud.fetches()), fetched + 1)
        self.assertEqual({n: d for n, d in self.files_of(old).items() if n.startswith("Photos/")}, photos, "nothing more goes to the old one")
        self.stop()
        self.open_window()  # the next start opens the new place
        self.wait(lambda: any(str(self.place) in str(path.resolve()) for path in pathlib.Path(f"/proc/{self.window_process.pid}/fd").iterdir()),
                  "the library in its new place")
        self.stop()

    def test_stopped_it_stays_where_it_is_and_the_copy_waits_or_goes(self):
        self.back_up(photos=12)
        for n in range(6000):  # each is synced where it goes: quick to make, long to copy
            (self.library / "Photos" / f"zz {n:05}.txt").write_text(str(n))
        before = self.files_of(self.library)
        self.open_window(self.library)
        self.choose_place()
        for answer in ("Stop, and Keep What Is Copied", "Stop, and Take the Copy Away"):
            self.go()
            self.click(self.see("button", "Stop…"))
            self.shot("move-copying")
            self.see("button", re.compile("Go On Copying"))
            self.shot("move-stop")
            self.click(self.all("button", re.compile(answer))[-1])  # the one of the two layouts that is shown
            self.wait_for_text("The library stays where it is")
            self.assertEqual(self.files_of(self.library), before)
            self.assertFalse((self.place / "photos.db").exists())
            if "Keep" in answer:
                self.assertTrue((self.place / ".proofsheet/moving").exists())
                self.choose_place()
        self.wait(lambda: not self.place.exists() or not any(self.place.iterdir()), "the copy to be gone")
        self.assertEqual(self.files_of(self.library), before)

    def test_a_place_that_does_not_do_says_why_and_cannot_be_clicked(self):
        self.back_up(photos=6)
        other = self.home / "other"
        self.ctl("init", other)
        before = sorted(str(path) for path in other.rglob("*"))
        self.open_window(self.library)
        self.open_move()
        self.choose(other)
        self.see(None, re.compile("A library of this account is here already"))
        self.assertFalse(self.see("button", "Move It There").has("SENSITIVE"))
        self.choose(self.library / "Photos")
        self.wait(lambda: "inside" in self.texts() or "is a library" in self.texts(), "why not")
        self.assertFalse(self.see("button", "Move It There").has("SENSITIVE"))
        self.assertEqual(sorted(str(path) for path in other.rglob("*")), before)
        self.click(self.all("button", "Close")[-1])
        self.wait(lambda: not self.sees("button", "Move It There"), "the window to close")


if __name__ == "__main__":
    tap.main()
