#!/usr/bin/env python3
"""The drive with the library goes, comes back, is wanted by somebody else, is lost. A folder that is renamed, or a tmpfs, stands for it."""

import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class Drives(WindowCase):
    def back_up(self, photos=20):
        self.demo(photos=photos)
        self.make_library()
        self.ctl("backup", self.library, expect=None)

    def away(self):
        return self.library.with_name("drawer")

    def unplug(self):
        self.library.rename(self.away())

    def plug_in(self):
        self.away().rename(self.library)

    def let_go(self, path):
        ran = subprocess.run(["gdbus", "call", "--session", "--dest", "io.github.proofsheet.Proofsheet", "--object-path",
                              "/io/github/proofsheet/Proofsheet", "--method", "org.gtk.Actions.Activate", "let-go-of",
                              f"[<'{path}'>]", "{}"], capture_output=True, text=True, env={**os.environ}, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def open_files(self):
        """What the program has open below the library."""
        found = []
        for link in pathlib.Path(f"/proc/{self.window_process.pid}/fd").iterdir():
            try:
                target = os.readlink(link)
            except OSError:
                continue
            if target.startswith(str(self.library)):
                found.append(target)
        return found

    def test_photos_are_there_while_the_drive_is_away_and_it_opens_when_it_is_back(self):
        self.back_up()
        self.unplug()
        self.open_window(self.library)
        self.wait_for_text("is not connected. What is shown here is as of")
        self.see("button", "I Lost This Drive…")
        self.shot("drive-away-home")
        self.click(self.see(None, re.compile("^All Photos")))
        self.photos(12)
        self.shot("drive-away-photos")
        self.assertFalse(any(b.has("SENSITIVE") for b in self.all("button", "Back Up Now")), "there is nothing to back up to")
        self.assertFalse(self.library.exists(), "nothing was made where the drive was")
        self.plug_in()
        self.wait(lambda: "is not connected" not in self.texts(), "the library to be open again", 15)
        self.photos(12)  # what was looked at is looked at still
        self.assertTrue(any(b.has("SENSITIVE") for b in self.all("button", "Back Up Now")))

    def test_a_drive_that_goes_leaves_what_is_kept(self):
        self.back_up()
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Photos")))
        self.photos(12)
        self.unplug()
        self.wait_for_text("is not connected. What is shown here is as of", 15)
        self.photos(12)
        self.plug_in()
        self.wait(lambda: "is not connected" not in self.texts(), "the library to be open again", 15)

    def test_who_wants_the_drive_has_it_within_five_seconds_in_mid_backup(self):
        self.demo(photos=60, faults=["drip=15000,on=delivery"])
        self.make_library()
        self.open_window(self.library)
        self.click(self.see("button", "Back Up Now"))
        self.wait(lambda: list(self.library.glob("Photos/**/*.jpg")), "the first photo")
        began = time.monotonic()
        self.let_go(self.library.parent)
        self.wait(lambda: not self.open_files(), "nothing to be open on the drive", 5)
        print(f"# let go within {time.monotonic() - began:.1f} s")
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True) as db:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            before = db.execute("SELECT count(*) FROM photos WHERE is_downloaded").fetchone()[0]
        self.wait_for_text("library is let go of")
        self.unplug()
        self.wait_for_text("library is safe to unplug", 5)
        self.plug_in()

        def goes_on():
            with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
                return db.execute("SELECT count(*) FROM photos WHERE is_downloaded").fetchone()[0] > before
        self.wait(goes_on, "the backup to go on by itself", 20)

    def test_eject_lets_go_so_that_unmounting_succeeds_and_says_when_it_is_safe(self):
        mount = pathlib.Path("/media") / f"Photos-{os.getpid()}"
        mount.mkdir(parents=True)
        self.addCleanup(mount.rmdir)
        if subprocess.run(["mount", "-t", "tmpfs", "none", str(mount)], capture_output=True, check=False).returncode != 0:
            self.skipTest("mounting is not allowed here")
        self.addCleanup(lambda: subprocess.run(["umount", str(mount)], capture_output=True, check=False))
        self.library = mount / "library"
        self.back_up()
        self.open_window(self.library)
        self.click(self.see("button", f"Eject {mount.name}"))
        self.wait_for_text(f"{mount.name} is let go of", 5)  # the system's monitor knows no tmpfs: the test unmounts it
        ran = subprocess.run(["umount", str(mount)], capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)  # not busy
        self.wait_for_text(f"{mount.name} is safe to unplug", 10)
        self.assertEqual(list(mount.iterdir()), [], "nothing was written where the drive was")
        self.click(self.see(None, re.compile("^All Photos")))
        self.photos(12)

    def test_enter_new_secret_opens_where_it_is_asked_for(self):
        self.demo(photos=20)
        self.ctl("init", self.library)
        self.open_window(self.library)
        self.click(self.see("button", "Back Up Now"))
        self.click(self.see("button", "Enter New Secret"))
        self.see(None, "API secret")
        self.shot("enter-secret")

    def test_a_lost_drive_becomes_a_new_library_elsewhere(self):
        self.back_up()
        self.unplug()
        new = self.home / "new-drive"
        new.mkdir()
        self.open_window(self.library)
        self.click(self.see("button", "I Lost This Drive…"))
        self.click(self.see("button", re.compile("Choose a New Place")))
        self.see("button", re.compile("Make It Here"))
        time.sleep(0.5)
        self.key("ctrl+l")
        self.key("ctrl+a")
        self.type(str(new) + "/")
        self.shot("lost-drive-chooser")
        self.click(self.see("button", re.compile("Make It Here")))
        made = self.wait(lambda: next(iter(self.home.glob("new-drive/**/photos.db")), None), "the new library", 15)
        self.library = made.parent

        def all_here():
            with sqlite3.connect(f"file:{made}?mode=ro", uri=True, timeout=10) as db:
                return db.execute("SELECT count(*) FROM photos WHERE is_downloaded").fetchone()[0] >= 19
        self.wait(all_here, "the photos to be fetched again", 40)


if __name__ == "__main__":
    tap.main()
