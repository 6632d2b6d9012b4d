#!/usr/bin/env python3
"""What people wrote into a file is among its facts, in the window too that opens a catalogue of an earlier version."""

import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401

TAGS = ("-IFD0:Make=Nikon", "-IFD0:Model=Z 8", "-ExifIFD:ISO=640", "-XMP-dc:Title=Oper <b>am</b> Hafen",
        "-XMP-dc:Description=Ein heißer Tag", "-XMP-dc:Creator=Zoë", "-XMP-dc:Rights=© 2024 Zoë", "-XMP-dc:Subject=opera",
        "-XMP-dc:Subject=Zürich", "-XMP-xmp:Rating=4", "-XMP-xmp:Label=Red", "-XMP-lr:HierarchicalSubject=Places|Sydney|Opera")


@unittest.skipUnless(shutil.which("exiftool"), "exiftool is not installed: nothing writes the tags")
class Facts(WindowCase):
    def make_photo(self):
        """A library of one photo into which somebody wrote."""
        folder = self.home / "originals"
        folder.mkdir()
        icon = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "screenshots" / "viewer.png"
        shutil.copyfile(icon, folder / "opera.png")
        subprocess.run(["exiftool", "-q", "-n", "-overwrite_original", *TAGS, folder / "opera.png"], check=True)
        self.demo(more=("--originals", folder))
        self.make_library()
        self.ctl("backup", self.library)

    def forget(self):
        """As the migration to version 3 leaves a library."""
        catalog = sqlite3.connect(self.library / "photos.db", isolation_level=None)
        catalog.execute("DELETE FROM photo_captions")
        catalog.execute("UPDATE photos SET inspected_at = NULL")
        catalog.close()

    def test_captions_are_read_again_and_shown(self):
        self.make_photo()
        self.forget()
        self.cloud.stop()  # it is not needed for this
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Photos")))
        self.click(self.photos(1)[0])
        self.key("alt+Return")
        self.see(None, "Oper <b>am</b> Hafen")
        for words in ("Ein heißer Tag", "4 stars", "Red", "Places/Sydney/Opera\nopera, Zürich", "Zoë", "© 2024 Zoë"):
            with self.subTest(words=words):
                self.see(None, words, 5)
        self.shot("facts")


if __name__ == "__main__":
    tap.main()
