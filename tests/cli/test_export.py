#!/usr/bin/env python3
"""proofsheetctl export: other people's programs read all of it back; nothing that is there is overwritten."""

import csv
import json
import pathlib
import shutil
import signal
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

    def files(self, folder=None):
        return sorted(f for f in (folder or self.out).rglob("*") if f.is_file())

    def kill_at_first_file(self, *arguments):
        """As a power cut: at the moment when anything is there."""
        job = self.start("export", self.library, *arguments, "--to", self.out)
        self.wait_until(lambda: self.files() or not job.is_running, "something is written", pause=0)
        job.kill()
        return self.files()

    def test_what_is_cut_off_has_no_name_and_goes_with_the_next_export(self):
        known = {r["sha256"] for r in self.rows("SELECT sha256 FROM photos")}
        for arguments in (("--format", "csv"), ("--format", "json"), ("--format", "xmp"), ("--format", "folders")):
            with self.subTest(format=arguments[1]):
                shutil.rmtree(self.out, ignore_errors=True)
                for _ in range(4):
                    for file in self.kill_at_first_file(*arguments):
                        if file.name.endswith(".part"):
                            self.assertRegex(file.name, r"^\.proofsheet-[0-9a-f]{8}\.part$")
                        elif file.suffix == ".csv":
                            self.assertEqual(len(list(csv.DictReader(file.open(newline="", encoding="utf-8"), strict=True))), 120)
                        elif file.suffix == ".json":
                            self.assertEqual(len(json.loads(file.read_text())["photos"]), 120)
                        elif file.suffix == ".xmp":
                            self.assertIn("</x:xmpmeta>", file.read_text())
                        else:
                            self.assertIn(self.sha256(file), known)
                left = self.out / ".proofsheet-0123abcd.part"  # if none was cut off in time
                left.write_text("half")
                own = self.out / ".proofsheet-mine.part"
                own.write_text("somebody's own")
                report = self.do(*arguments, "--to", self.out)
                self.assertEqual(report["failed"], 0)
                self.assertEqual([f for f in self.out.iterdir() if f.name.endswith(".part")], [own])
                if report["format"] in ("xmp", "folders"):
                    self.assertEqual((report["renamed"], report["written"] + report["existing"] + report["skipped"]), (0, 120))

    def test_what_another_export_writes_is_left_to_it(self):
        import fcntl
        self.out.mkdir()
        with open(self.out / ".proofsheet-0123abcd.part", "w", encoding="utf-8") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            self.export("csv")
            self.assertEqual(len(self.files()), 2)
        self.export("csv")
        self.assertEqual([f.name for f in self.files()], ["photos (2).csv", "photos.csv"])

    def test_a_target_that_goes_away_is_not_made_anew(self):
        for format_ in ("xmp", "folders"):
            with self.subTest(format=format_):
                job = self.start("export", self.library, "--json", "--format", format_, "--to", self.out)
                self.wait_until(lambda: self.files() or not job.is_running, "something is written", pause=0)
                self.out.rename(self.home / f"unplugged-{format_}")
                ran = job.wait()
                self.assertEqual(ran.status, 1, str(ran))
                self.assertIn("not there any more", ran.json["error"])
                self.assertFalse(self.out.exists())

    def test_what_is_stopped_says_what_is_there_and_the_next_run_finds_it(self):
        for format_, is_kept in (("csv", False), ("xmp", True), ("folders", True)):
            with self.subTest(format=format_):
                job = self.start("export", self.library, "--json", "--format", format_, "--to", self.out / format_)
                self.wait_until(lambda: self.files(self.out / format_) or not job.is_running, "something is written", pause=0)
                for number in (signal.SIGSTOP, signal.SIGINT, signal.SIGCONT):
                    job.signal(number)
                ran = job.wait()
                if ran.status == 0:
                    continue  # it was faster than the signal
                self.assertEqual(ran.status, 130, str(ran))
                files = self.files(self.out / format_)
                self.assertEqual((ran.json["files"], ran.json["status"], ran.json["format"]), (len(files), 130, format_))
                self.assertNotIn("goes on from there", ran.err)
                self.assertIn(f"{len(files)} file" if files else "Nothing was written", ran.err)
                again = self.do("--format", format_, "--to", self.out / format_)
                self.assertEqual((again["renamed"], again["existing"]), (0, len(files) if is_kept else 0))

    def test_equal_files_count_as_there_and_others_do_not(self):
        first = self.export("folders", "--by", "folders")
        again = self.export("folders", "--by", "folders")
        self.assertEqual((again["written"], again["files"], again["existing"], again["renamed"]), (0, 0, first["files"], 0))
        changed = next(f for f in self.files() if f.suffix == ".jpg")
        changed.write_bytes(bytes(changed.stat().st_size))
        third = self.export("folders", "--by", "folders")
        self.assertEqual((third["written"], third["renamed"], third["existing"]), (1, 1, first["files"] - 1))
        self.assertEqual(set(changed.read_bytes()), {0})

    def test_what_a_program_has_no_place_for_is_told(self):
        self.ctl("tag", self.library, "flag", "reject", "tag:wedding")
        n = len(self.rows("SELECT DISTINCT photo_id FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id WHERE t.name = 'Places/Vienna'"))
        for target, what in (("shotwell", {"tag_levels": n, "flag": n}), ("darktable", {"rating": n}), ("digikam", {}), ("lightroom", {})):
            report = self.export("xmp", "--for", target, "--query", "tag:wedding", "--preview")
            lost = {loss["what"]: loss["photos"] for loss in report["lost"]}
            self.assertEqual({w: lost[w] for w in ("tag_levels", "rating", "flag") if w in lost}, what, target)

    def test_nothing_is_exported_into_the_library(self):
        link = self.home / "link"
        link.symlink_to(self.library / "Photos")
        for place in (self.library, self.library / "new" / "folder", link, link / "new"):
            for format_ in ("csv", "folders"):
                self.assert_one_sentence(self.ctl("export", self.library, "--format", format_, "--to", place, expect=1), "inside the library")
        self.assertFalse((self.library / "new").exists())
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
