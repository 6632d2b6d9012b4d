#!/usr/bin/env python3
"""What people wrote into their files is in the catalogue after a backup, and after a newer program looked at them again."""

import contextlib
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case  # noqa: E402

TAGS = ("-IFD0:Model=Z 8", "-ExifIFD:ISO=640", "-ExifIFD:DateTimeOriginal=2024:06:22 16:41:09", "-ExifIFD:OffsetTimeOriginal=+02:00",
        "-XMP-dc:Title=Oper am Hafen", "-XMP-dc:Subject=opera", "-XMP-dc:Subject=Zürich", "-XMP-xmp:Rating=4",
        "-XMP-digiKam:TagsList=Places/Sydney/Opera")
EXPECTED = ("Oper am Hafen", 4, "opera\nZürich", "Places/Sydney/Opera")
TAKEN_US = 1719067269_000000  # 14:41:09 UTC
HOUR_US = 3600_000000


def png(grey):
    """A square of one grey, 40 by 40."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes((grey + y + x) % 256 for x in range(40)) for y in range(40))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@unittest.skipUnless(shutil.which("exiftool"), "exiftool is not installed: nothing writes the tags")
class Metadata(Case):
    def ask(self, statement, *values):
        with contextlib.closing(sqlite3.connect(self.library / "photos.db", isolation_level=None)) as catalog:
            return catalog.execute(statement, values).fetchall()

    def make_originals(self):
        folder = self.home / "originals"
        folder.mkdir()
        for index, name in enumerate(("opera.png", "plain.png")):
            (folder / name).write_bytes(png(40 * index))
        subprocess.run(["exiftool", "-q", "-n", "-overwrite_original", *TAGS, folder / "opera.png"], check=True)
        return folder

    def assert_captions(self):
        self.assertEqual(self.ask("SELECT title, rating, keywords, keyword_paths FROM photo_captions"), [EXPECTED])
        self.assertEqual(self.ask("SELECT camera_model, iso, source FROM exif_data"), [("Z 8", 640, "file")])
        found = self.ask("SELECT name FROM photos WHERE id IN"
                         " (SELECT rowid FROM photo_search WHERE photo_search MATCH 'captions : (zurich hafen sydney)')")
        self.assertEqual(found, [("opera",)])

    def test_captions_of_a_png_are_known_and_read_again_by_any_command_that_fetches(self):
        self.demo(more=("--originals", self.make_originals()))
        self.init()
        self.ctl("backup", self.library)
        self.assert_captions()
        self.assertEqual(self.ask("SELECT taken_at_us FROM photos WHERE taken_at_us IS NOT NULL"), [(TAKEN_US,)])
        previews = self.previews()
        self.assertEqual(len(previews), 2)
        for command in ("download", "backup"):
            with self.subTest(command=command):
                self.ask("DELETE FROM photo_captions")
                self.ask("DELETE FROM clock_shifts")
                self.ask("INSERT INTO clock_shifts SELECT photo_id, ? FROM exif_data", HOUR_US)
                self.ask("UPDATE photos SET inspected_at = NULL")  # as the migration to version 3 leaves it
                fetched = len(self.cloud.fetches())
                self.ctl(command, self.library)
                self.assert_captions()
                self.assertEqual(self.ask("SELECT taken_at_us FROM photos WHERE taken_at_us IS NOT NULL"), [(TAKEN_US + HOUR_US,)])
                self.assertEqual(self.ask("SELECT count(*) FROM photos WHERE has_thumbnail AND inspected_at IS NOT NULL"), [(2,)])
                self.assertEqual(self.previews(), previews)
                self.assertEqual(len(self.cloud.fetches()), fetched)
        invariants.check(self)

    def previews(self):
        """Small pictures, by their place and content."""
        return {path.relative_to(self.home): path.read_bytes() for path in self.home.rglob("*")
                if path.is_file() and path.read_bytes()[:3] == b"\xff\xd8\xff"}


if __name__ == "__main__":
    tap.main()
