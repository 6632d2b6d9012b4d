#!/usr/bin/env python3
"""A folder of the tool that came before, taken over in the window: nothing is moved, nothing is fetched again."""

import os
import pathlib
import re
import shutil
import sqlite3
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import predecessor  # noqa: E402
import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class AdoptionCase(WindowCase):
    def make_old(self, folder, photos=12):
        self.demo(photos=photos)
        self.ctl("init", self.library)
        self.ctl("backup", self.library)
        self.old = folder
        self.n_old = predecessor.make(folder, self.library, lambda sql: invariants.rows(self.library, sql))
        shutil.rmtree(self.library)
        self.files = {f.name: f.read_bytes() for f in folder.iterdir() if f.name != "photos.db"}

    def assert_files_are_untouched(self):
        self.assertEqual({name: (self.old / name).read_bytes() for name in self.files}, self.files)

    def user_version(self):
        with sqlite3.connect(f"file:{self.old}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute("PRAGMA user_version").fetchone()[0]

    def choose_old(self):
        """By the keys of GTK's own chooser of folders, which the accessibility tree does not show."""
        self.click(self.see("button", "Open Another Library…"))
        time.sleep(1.5)
        self.key("ctrl+l", "ctrl+a")
        self.type(str(self.old))
        time.sleep(0.5)
        self.key("Return")
        self.wait(lambda: len(self.xdotool("search", "--onlyvisible", "--pid", str(self.window_process.pid), check=False).split()) == 1, "the chooser to close")
        self.focus_window()  # as a window manager would

    def enter_key(self):
        self.see("text", "API key", 30)
        self.key("ctrl+a")
        self.paste(self.url)
        self.key("Return")

    def proven(self):
        return invariants.rows(self.old, "SELECT count(*) AS n FROM photos WHERE state = 'proven' AND local_path NOT LIKE 'Photos/%'")[0]["n"]

    def fetched(self, public_ids):
        """Requests for the originals of these."""
        paths = [urllib.parse.unquote(r["path"]) for r in self.cloud.fetches()]
        return [path for path in paths if any(public_id in path for public_id in public_ids)]


class Adoption(AdoptionCase):
    def test_what_was_known_is_taken_over_and_proven_where_it_is(self):
        self.make_old(self.home / "old")
        with sqlite3.connect(self.old / "photos.db") as db:
            known = [r[0] for r in db.execute("SELECT public_id FROM photos")]
        n_fetches = len(self.fetched(known))
        self.open_window()
        self.choose_old()
        self.wait_for_text("Take Over This Folder")
        self.wait_for_text("The old database is kept aside")
        self.wait_for_text("Nothing is moved, renamed or changed")
        self.wait_for_text("not fetched again")
        self.wait_for_text("demo-studio")
        self.wait_for_text(f"{self.n_old} photos")
        self.shot("adopt-ask")
        self.assertEqual(self.user_version(), 0, "asking changes nothing")
        self.assertFalse((self.old / ".proofsheet").exists())
        self.key("Return")
        self.wait_for_text(f"{self.n_old} photos were read where they are", 30)
        self.shot("adopt-done")
        self.key("Return")
        self.enter_key()
        self.wait(lambda: self.proven() == self.n_old, "all that was taken over to be proven", 60)
        self.wait_for_text("All Photos, ")
        self.assertLessEqual(len(self.fetched(known)) - n_fetches, 1, "one small original, to check the key, and no other")
        self.assert_files_are_untouched()
        self.assertEqual(len(list(self.old.glob(".proofsheet/quarantine/photos before adoption *.db"))), 1)
        self.stop()
        self.open_window(self.old)  # and the next time it opens as any library does
        self.wait_for_text("All Photos, ")
        self.assertFalse(self.sees("text", "API key"), "its key is kept, wherever its cloud is")

    def test_stopped_it_is_as_it_was_and_may_be_taken_over_again(self):
        self.make_old(self.home / "old")
        large = self.old / next(iter(self.files))
        os.truncate(large, 12 << 30)  # takes long to read, and no room
        self.open_window(self.old)
        self.wait_for_text("Take Over This Folder")
        self.key("Return")
        self.see("button", "Stop")
        self.wait(lambda: self.all("progress bar", "Taken over so far"), "a progress bar")
        self.shot("adopt-busy")
        self.key("Escape")
        self.wait_for_text("Stopped. The old database is in its place")
        self.shot("adopt-stopped")
        self.assertEqual(self.user_version(), 0)
        large.write_bytes(self.files[large.name])
        self.assert_files_are_untouched()
        self.stop()
        self.open_window(self.old)  # the next time it is asked anew
        self.wait_for_text("Take Over This Folder")
        self.key("Return")
        self.wait_for_text(f"{self.n_old} photos were read where they are", 30)
        self.assertGreater(self.user_version(), 0)
        self.assert_files_are_untouched()

    def test_a_folder_among_the_pictures_is_found_and_a_photo_without_a_file_is_told(self):
        pictures = self.home / "home" / "Pictures"
        pictures.mkdir(parents=True)
        (self.home / "config").mkdir(exist_ok=True)
        (self.home / "config" / "user-dirs.dirs").write_text('XDG_PICTURES_DIR="$HOME/Pictures"\n')
        self.make_old(pictures / "Old backup")
        (self.old / next(iter(self.files))).unlink()
        self.files.pop(next(iter(self.files)))
        (self.old / next(iter(self.files))).unlink()
        (self.old / next(iter(self.files))).mkdir()  # what cannot be read
        self.open_window()
        self.wait_for_text("from the tool before Proofsheet")
        self.shot("adopt-found")
        self.click(self.see("button", re.compile("^Take over demo-studio")))
        self.wait_for_text("Take Over This Folder")
        self.key("Return")
        self.wait_for_text(f"{self.n_old - 2} photos were read where they are", 30)
        self.wait_for_text("1 photo that the old database knows has no file here")
        self.wait_for_text("1 photo has a file here that could not be read")
        self.shot("adopt-unreadable")

    def test_a_database_without_a_cloud_is_asked_for_it(self):
        self.make_old(self.home / "old")
        with sqlite3.connect(self.old / "photos.db") as db:
            db.execute("UPDATE backup_sessions SET cloudinary_cloud_name = NULL")
        self.open_window(self.old)
        self.wait_for_text("Take Over This Folder")
        self.assertFalse(self.see("button", "Take Over").has("SENSITIVE"), "first its cloud must be known")
        self.click(self.see("text", "Cloud name"))
        self.type("two words")
        self.key("Return")
        self.wait_for_text("“two words” is no cloud name")
        self.assertFalse((self.old / ".proofsheet").exists(), "nothing was begun")
        self.click(self.see("text", "Cloud name"))
        self.key("ctrl+a")
        self.type("demo-studio")
        self.wait(lambda: self.see("button", "Take Over").has("SENSITIVE"), "that it can be taken over")
        self.key("Return")
        self.wait_for_text("were read where they are", 30)
        marker = (self.old / ".proofsheet" / "library.json").read_text()
        self.assertIn('"demo-studio"', marker)

    def test_a_folder_of_anything_else_is_no_library(self):
        self.make_old(self.home / "old")
        with sqlite3.connect(self.old / "photos.db") as db:
            db.execute("DROP TABLE failed_downloads")
        self.open_window()
        self.choose_old()
        self.wait_for_text("This folder is no library of Proofsheet")
        self.assertFalse(self.sees("button", "Take Over"))


class Narrow(AdoptionCase):
    size = (400, 800)

    def test_all_of_it_fits_a_narrow_window(self):
        self.make_old(self.home / "old")
        self.open_window(self.old, extra={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        self.wait_for_text("Take Over This Folder")
        self.shot("adopt-narrow")
        width = self.app.children()[-1].box()[2]
        self.assertLessEqual(width, 400)
        for node in self.all("button") + self.all("list item"):
            left, _, wide, _ = node.box()
            self.assertTrue(-1 <= left and left + wide <= width + 1, f"{node} is cut off: {node.box()}")
        self.key("Return")
        self.wait_for_text("were read where they are", 30)
        self.shot("adopt-narrow-done")


if __name__ == "__main__":
    tap.main()
