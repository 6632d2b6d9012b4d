#!/usr/bin/env python3
"""proofsheetctl export: other people's programs read all of it back; nothing that is there is overwritten."""

import csv
import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

EVIL = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "'=already", "a; b", "back\\slash", 'quo"te', "new\nline", "Åse & Jörg <b>"]


class Export(SortingCase):
    command = "export"

    def setUp(self):
        super().setUp()
        self.back_up()
        self.out = self.home / "out"
        for tag in ("Places/Vienna", "plain"):
            self.ctl("tag", self.library, "add", tag, "tag:wedding")
        self.ctl("tag", self.library, "rate", "4", "tag:wedding")
        self.ctl("tag", self.library, "flag", "pick", "tag:wedding")
        self.ctl("collection", self.library, "create", "Album: one/two")
        self.ctl("collection", self.library, "add", "Album: one/two", "tag:wedding")

    def export(self, format_, *more, expect=0):
        return self.do("--format", format_, "--to", self.out, *more, expect=expect)

    def test_csv_is_strict_safe_and_whole(self):
        for tag in EVIL[:7]:
            self.ctl("tag", self.library, "add", "--", tag, "type:video")
        report = self.export("csv")
        self.assertEqual((report["written"], report["lost"]), (120, []))
        with open(report["path"], newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        self.assertEqual(len(rows), 120)
        texts = [column for column in rows[0] if column not in ("latitude", "longitude", "altitude", "clock_shift_seconds")]
        self.assertEqual([v for r in rows for k, v in r.items() if k in texts and v[:1] in ("=", "+", "-", "@", "\t", "\r")], [])
        truth = {r["id"]: r for r in self.rows("SELECT * FROM photos")}
        for row in rows:
            photo = truth[int(row["id"])]
            self.assertEqual((row["public_id"], row["md5"], row["bytes"]),
                             (photo["public_id"], photo["checksum"] or "", str(photo["bytes"])))
        video = next(r for r in rows if r["resource_type"] == "video")
        self.assertTrue(video["tags"].startswith("'"), video["tags"])  # the first of them is a formula
        self.assertIn("a\\; b", video["tags"])
        again = self.export("csv")
        self.assertNotEqual(again["path"], report["path"])

    def test_json_holds_all_columns(self):
        report = self.export("json", "--query", "tag:wedding")
        photos = json.loads(pathlib.Path(report["path"]).read_text())["photos"]
        self.assertEqual(len(photos), report["photos"])
        for photo in photos:
            self.assertIn("Places/Vienna", photo["tags"])
            self.assertEqual((photo["rating"], photo["flag"], photo["collections"]), (4, "pick", ["Album: one/two"]))
            self.assertIsInstance(photo["context"], dict)
        self.assertEqual(json.loads(pathlib.Path(self.export("json", "--query", "tag:nothing")["path"]).read_text())["photos"], [])

    def read_back(self, path):
        ran = subprocess.run(["exiftool", "-json", "-G1", "-struct", path], capture_output=True, text=True, check=True)
        return json.loads(ran.stdout)[0]

    def test_sidecars_are_read_by_exiftool_and_exiv2(self):
        for program in ("exiftool", "exiv2"):
            if not shutil.which(program):
                self.skipTest(f"{program} is not here")
        names = {"digikam": ".jpg.xmp", "darktable": ".jpg.xmp", "lightroom": ".xmp", "shotwell": ".xmp"}
        for target, ending in names.items():
            with self.subTest(target=target):
                to = self.out / target
                report = self.do("--format", "xmp", "--to", to, "--for", target, "--query", "tag:wedding format:jpg")
                files = sorted(to.rglob("*.xmp"))
                self.assertEqual((len(files), report["failed"]), (report["photos"], 0))
                self.assertTrue(all(f.name.endswith(ending) for f in files))
                self.assertIn("collections", [loss["what"] for loss in report["lost"]])
                read = self.read_back(files[0])
                self.assertLessEqual({"wedding", "Vienna", "plain"}, set(read["XMP-dc:Subject"]))
                self.assertEqual(read["XMP-xmp:Rating"], 4)
                if target == "digikam":
                    self.assertIn("Places/Vienna", read["XMP-digiKam:TagsList"])
                if target != "shotwell":
                    self.assertIn("Places|Vienna", read["XMP-lr:HierarchicalSubject"])
                ran = subprocess.run(["exiv2", "-px", files[0]], capture_output=True, text=True, check=False)
                self.assertIn("Xmp.dc.subject", ran.stdout)
                again = self.do("--format", "xmp", "--to", to, "--for", target, "--query", "tag:wedding format:jpg")
                self.assertEqual((again["written"], again["existing"]), (0, report["photos"]))

    def back_up_one(self, *words):
        """A library of one picture, with these words of exiftool in it."""
        source = next(self.library / r["local_path"] for r in self.rows("SELECT local_path FROM photos WHERE local_path LIKE '%.jpg'"))
        originals = self.home / "originals"
        originals.mkdir()
        subprocess.run(["exiftool", "-q", *words, "-o", originals / "one.jpg", source], check=True)
        self.demo(more=("--originals", originals))
        self.library = self.home / "pictures" / "one"
        self.init()
        self.ctl("backup", self.library)
        return originals / "one.jpg"

    def test_darktable_takes_what_a_sidecar_says(self):
        for program in ("darktable-cli", "exiftool"):
            if not shutil.which(program):
                self.skipTest(f"{program} is not here")
        original = self.back_up_one("-XMP-dc:Title=Our day", "-XMP-dc:Description=First dance")
        for tag in ("Places/Vienna", "plain"):
            self.ctl("tag", self.library, "add", tag, "")
        self.ctl("tag", self.library, "rate", "4", "")
        self.export("xmp", "--for", "darktable")
        sidecar = next(self.out.rglob("one.jpg.xmp"))
        bare = self.home / "darktable" / "one.jpg"  # nothing is in the picture itself: all that comes out was in the sidecar
        bare.parent.mkdir()
        subprocess.run(["exiftool", "-q", "-all=", "-o", bare, original], check=True)
        shutil.copy(sidecar, bare.parent)
        developed = self.home / "developed.jpg"
        ran = subprocess.run(["darktable-cli", bare, developed, "--width", "200", "--core", "--library", ":memory:", "--configdir", self.home / "dt-config",
                              "--cachedir", self.home / "dt-cache", "--disable-opencl"], capture_output=True, text=True, timeout=300, check=False,
                             env=self.environment())
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        read = self.read_back(developed)
        self.assertEqual((read["XMP-dc:Title"], read["XMP-dc:Description"], read["XMP-xmp:Rating"]), ("Our day", "First dance", 4))
        self.assertLessEqual({"Vienna", "plain"}, set(read["XMP-dc:Subject"]))

    def test_folders_hold_the_originals(self):
        report = self.export("folders", "--by", "collections", "--query", "tag:wedding is:here")
        files = [f for f in self.out.rglob("*") if f.is_file()]
        self.assertEqual((len(files), report["failed"]), (report["written"], 0))
        self.assertEqual(len({f.parent for f in files}), 1)
        known = {r["sha256"] for r in self.rows("SELECT sha256 FROM photos")}
        self.assertLessEqual({self.sha256(f) for f in files}, known)
        linked = self.do("--format", "folders", "--by", "shoots", "--to", self.home / "links", "--hard-links")
        self.assertEqual(linked["skipped"], sum(loss["photos"] for loss in linked["lost"] if loss["what"] == "not_here"))
        self.assertTrue(all(f.stat().st_nlink > 1 for f in (self.home / "links").rglob("*.jpg")))
        self.assert_only_the_catalogue_changed()

    @staticmethod
    def sha256(path):
        import hashlib
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def test_a_preview_writes_nothing_and_bad_words_are_told(self):
        report = self.export("xmp", "--preview")
        self.assertFalse(self.out.exists())
        self.assertTrue(report["lost"])
        for arguments in (("--format", "doc", "--to", self.out), ("--format", "csv"), ("--format", "xmp", "--to", self.out, "--for", "paint")):
            self.assertEqual(self.ctl("export", self.library, *arguments, expect=2).out, "")
        self.ctl("export", self.library, "--format", "csv", "--to", "/proc/nowhere", expect=1)


if __name__ == "__main__":
    tap.main()
