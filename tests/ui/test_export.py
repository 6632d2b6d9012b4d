#!/usr/bin/env python3
"""Export in the window: what other programs read of it, what it says before and after, and that nothing is overwritten."""

import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import SHOWN, FileManager, PhotosCase  # noqa: E402

CSV, JSON, XMP, FOLDERS = range(4)

N_ALBUMS = 50  # of 200 photos each


class ExportCase(PhotosCase):
    def begin(self, photos=20, **options):
        self.back_up(photos=photos, **options)
        self.out = self.home / "out"
        self.out.mkdir()

    def pictures(self, n):
        """Cells of n photos whose names are their own, and their files. What follows the name may be stars as well."""
        found = {}
        for cell in self.open_photos(6):
            name = re.match(r"^(.+?\.jpg), ", cell.name)
            rows = self.query(f"SELECT local_path FROM photos p WHERE {SHOWN} = ?", name[1]) if name else []
            if len(rows) == 1 and len(found) < n:
                found[cell] = pathlib.Path(rows[0][0])
        self.assertEqual(len(found), n)
        return list(found), list(found.values())

    def dialog(self):
        return next((window for window in self.app.children() if window.name == "Export"), None)

    def open_dialog(self):
        self.key("ctrl+e")
        self.see("button", re.compile("^Choose"))
        self.wait(lambda: self.all(None, re.compile("^(What This Form Cannot|All Facts)")) and not self.all("label", "Looking…"), "the losses")
        self.give_focus()

    def give_focus(self):
        """As a window manager would: keys belong to the window that came last, also once it is not modal."""
        self.xdotool("windowfocus", self.xdotool("search", "--onlyvisible", "--name", "^Export$").split()[-1])
        time.sleep(0.2)

    def move_to(self, role, name):
        """By the arrow keys, from row to row."""
        for _ in range(8):
            if self.see(role, name).has("FOCUSED"):
                return
            self.key("Down")
        self.fail(f"no key leads to {name}")

    def pick(self, title, n):
        """The n-th of a row's choices, by keys: Space opens the list."""
        self.move_to("combo box", title)
        self.key("space")
        time.sleep(0.4)
        self.key("Home", *["Down"] * n, "Return")
        time.sleep(0.3)

    def choose(self, folder):
        """By the keys of GTK's own chooser of folders, which the accessibility tree does not show."""
        if not self.see("button", re.compile("^Choose")).has("FOCUSED"):
            self.move_to("list item", "Where to")
        self.key("space")
        time.sleep(1.5)
        self.key("ctrl+l", "ctrl+a")
        self.type(str(folder))
        time.sleep(0.5)
        self.key("Return")
        self.wait(lambda: len(self.xdotool("search", "--onlyvisible", "--pid", str(self.window_process.pid), check=False).split()) == 2, "the chooser to close")
        self.give_focus()

    def go(self):
        self.wait(lambda: self.see("button", "Export").has("SENSITIVE"), "that it can be exported")
        self.key("Return")

    def select(self, cells):
        for i, cell in enumerate(cells):
            self.click(cell, keys=["ctrl"] if i else [])


class Export(ExportCase):
    def test_three_selected_photos_as_sidecars_for_darktable(self):
        if not shutil.which("exiftool"):
            self.skipTest("exiftool is not here")
        self.begin()
        self.ctl("tag", self.library, "add", "Places/Vienna", "")
        self.ctl("tag", self.library, "rate", "4", "")
        self.ctl("collection", self.library, "create", "Album")
        self.ctl("collection", self.library, "add", "Album", "")
        cells, paths = self.pictures(3)
        self.select(cells)
        self.wait_for_text("3 of 20 selected")
        self.open_dialog()
        self.wait_for_text("The 3 selected photos")
        self.pick("Form", XMP)
        self.pick("Who is to read them", 1)
        self.wait_for_text("What This Form Cannot Carry")
        self.wait_for_text("Collections: 3 photos")
        self.assertEqual(list(self.out.iterdir()), [], "looking writes nothing")
        self.shot("export-xmp")
        self.choose(self.out)
        self.go()
        self.wait_for_text("3 Photos Exported")
        self.wait_for_text("Each sidecar was read again")
        self.shot("export-done")
        sidecars = sorted(self.out.rglob("*.xmp"))
        self.assertEqual([f.name for f in sidecars], sorted(path.name + ".xmp" for path in paths))
        self.assertEqual([f for f in self.out.rglob("*") if f.is_file()], sidecars)
        for file in sidecars:
            ran = subprocess.run(["exiftool", "-json", "-G1", "-struct", file], capture_output=True, text=True, check=True)
            read = json.loads(ran.stdout)[0]
            self.assertIn("Vienna", read["XMP-dc:Subject"])
            self.assertIn("Places|Vienna", read["XMP-lr:HierarchicalSubject"])
            self.assertEqual(read["XMP-xmp:Rating"], 4)
        files = FileManager(self)
        self.click(self.see("button", "Show in Files"))
        files.wait_for(self.out)

    def test_a_table_of_everything_is_read_by_a_strict_reader(self):
        self.begin()
        self.open_window(self.library)
        self.see(None, re.compile("^All Photos, "))
        self.open_dialog()
        self.wait_for_text("All Facts Are Carried")
        self.shot("export-csv")
        self.choose(self.out)
        self.go()
        self.wait_for_text("20 Photos Exported")
        with open(self.out / "photos.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, strict=True))
        self.assertEqual({(r["public_id"], r["md5"]) for r in rows},
                         set(self.query("SELECT public_id, coalesce(checksum, '') FROM photos")))
        self.key("Escape")
        self.wait(lambda: not self.dialog(), "the window to close")
        before = (self.out / "photos.csv").read_bytes()
        self.open_dialog()
        self.choose(self.out)
        self.go()
        self.wait_for_text(r"photos \(2\)\.csv")
        self.assertEqual((self.out / "photos.csv").read_bytes(), before)

    def test_what_is_shown_becomes_a_tree_of_folders(self):
        self.begin()
        self.ctl("collection", self.library, "create", "Album: one/two")
        some = [r[0] for r in self.query("SELECT public_id FROM photos WHERE state = 'proven' AND resource_type = 'image' LIMIT 4")]
        for public_id in some:
            self.ctl("collection", self.library, "add", "Album: one/two", f'id:"{public_id}"')
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^Album: one/two")))
        self.cells(4)
        self.open_dialog()
        self.wait_for_text("All that is shown")
        self.wait_for_text("Album: one/two · 4 photos")
        self.pick("Form", FOLDERS)
        self.see(None, re.compile("^Hard links instead"))
        self.choose(self.library / "Photos")
        self.wait_for_text("inside the library")
        self.choose(self.out)
        self.shot("export-folders")
        self.go()
        self.wait_for_text("4 Photos Exported")
        self.wait_for_text("4 copies were read again, and are equal to their originals")
        files = [f for f in self.out.rglob("*") if f.is_file()]
        self.assertEqual(len(files), 4)
        self.assertEqual(len({f.parent for f in files}), 1)
        self.assertEqual({self.digest(f) for f in files},
                         {r[0] for r in self.query(f"SELECT sha256 FROM photos WHERE public_id IN ({','.join('?' * 4)})", *some)})

    def test_a_sidecar_that_is_there_is_left_alone_and_that_is_said(self):
        self.begin(photos=12)
        cells, paths = self.pictures(2)
        own = self.out / paths[0].parent / (paths[0].name + ".xmp")
        own.parent.mkdir(parents=True)
        own.write_text("somebody's own")
        self.select(cells)
        self.open_dialog()
        self.pick("Form", XMP)
        self.choose(self.out)
        self.go()
        self.wait_for_text("1 Photo Exported")
        self.wait_for_text(r"1 file was there already, and was left as it is: “" + re.escape(own.name))
        self.assertEqual(own.read_text(), "somebody's own")
        self.assertEqual(len(list(self.out.rglob("*.xmp"))), 2)

    def begin_long_export(self):
        """Each photo goes to many collections: the copies take longer than the test."""
        self.begin(photos=200)
        for n in range(N_ALBUMS):
            self.ctl("collection", self.library, "create", f"Album {n}")
            self.ctl("collection", self.library, "add", f"Album {n}", "")
        self.open_window(self.library)
        self.see(None, re.compile("^All Photos, "))
        self.open_dialog()
        self.pick("Form", FOLDERS)
        self.choose(self.out)
        self.go()
        self.wait(lambda: any(f.suffix == ".jpg" for f in self.out.rglob("*")), "the first copy")

    def test_what_is_stopped_leaves_nothing_half(self):
        self.begin_long_export()
        self.shot("export-running")
        self.key("Escape")
        self.wait_for_text("Stopped")
        self.wait_for_text("No file is half written|Nothing was written")
        self.shot("export-stopped")
        time.sleep(0.5)
        files = [f for f in self.out.rglob("*") if f.is_file()]
        known = {r[0] for r in self.query("SELECT sha256 FROM photos WHERE sha256 IS NOT NULL")}
        self.assertLess(len(files), 200 * N_ALBUMS - 100)
        self.assertLessEqual({self.digest(f) for f in files}, known, "a copy is whole or not there")
        said = re.search(r"(\d+) photos? (?:was|were) written whole", self.texts())
        self.assertIn(len(files) - N_ALBUMS * (int(said[1]) if said else 0), range(N_ALBUMS), "what is there is what is said, and a photo under way")
        self.key("Escape")
        self.wait(lambda: not self.dialog(), "the window to close")

    def close_main_window(self):
        others = self.xdotool("search", "--onlyvisible", "--name", "^Export$").split()
        main = [w for w in self.xdotool("search", "--onlyvisible", "--pid", str(self.window_process.pid)).split() if w not in others]
        self.xdotool("windowfocus", main[0])
        time.sleep(0.2)
        self.key("ctrl+w")
        self.wait_for_text("Stop the Export\\?")

    def test_a_window_that_exports_asks_before_it_closes(self):
        self.begin_long_export()
        self.close_main_window()
        self.shot("export-closing")
        self.key("Escape")
        self.wait(lambda: "Stop the Export?" not in self.texts(), "the question to go")
        n = len(list(self.out.rglob("*.jpg")))
        self.wait(lambda: len(list(self.out.rglob("*.jpg"))) > n, "it goes on")
        self.close_main_window()
        self.key("alt+s")
        self.wait(lambda: self.window_process.poll() is not None, "the program to end")
        files = [f for f in self.out.rglob("*") if f.is_file()]
        known = {r[0] for r in self.query("SELECT sha256 FROM photos WHERE sha256 IS NOT NULL")}
        self.assertLess(len(files), 200 * N_ALBUMS - 100)
        self.assertLessEqual({self.digest(f) for f in files}, known)
        self.assertEqual([f for f in files if f.suffix == ".part"], [])

    def test_quitting_ends_an_export_and_leaves_nothing_half(self):
        self.begin_long_export()
        self.stop()
        self.assertEqual([f for f in self.out.rglob("*") if f.is_file() and (f.suffix == ".part" or not f.stat().st_size)], [])
        known = {r[0] for r in self.query("SELECT sha256 FROM photos WHERE sha256 IS NOT NULL")}
        self.assertLessEqual({self.digest(f) for f in self.out.rglob("*") if f.is_file()}, known, "a copy is whole or not there")

    def test_a_drive_that_somebody_wants_back_is_let_go_of(self):
        self.begin_long_export()
        subprocess.run(["gdbus", "call", "--session", "--dest", "io.github.proofsheet.Proofsheet", "--object-path", "/io/github/proofsheet/Proofsheet",
                        "--method", "org.gtk.Actions.Activate", "let-go-of", f"[<'{self.library}'>]", "{}"], check=True, stdout=subprocess.DEVNULL)
        self.wait_for_text("Stopped", 5)

        def open_files():
            links = pathlib.Path(f"/proc/{self.window_process.pid}/fd").iterdir()
            return [link for link in links if os.path.realpath(link).startswith(f"{self.library}/")]
        self.wait(lambda: not open_files(), "the library's files to be closed", 5)

    def test_a_place_that_cannot_be_written_is_told(self):
        self.begin(photos=12)
        self.open_window(self.library)
        self.see(None, re.compile("^All Photos, "))
        self.open_dialog()
        self.choose("/proc/self")
        self.go()
        self.wait_for_text("The Export Ended Early")
        self.wait_for_text("could not be written")


class Narrow(ExportCase):
    size = (400, 800)

    def test_all_of_it_fits_a_narrow_window(self):
        self.begin(photos=12)
        self.open_window(self.library, extra={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"})
        self.wait_for_text("proven")
        self.open_dialog()
        self.pick("Form", FOLDERS)
        self.choose(self.out)
        self.see(None, re.compile("^Hard links instead"))
        self.xdotool("windowsize", self.xdotool("search", "--onlyvisible", "--name", "^Export$").split()[-1], "400", "780")
        self.wait(lambda: self.dialog().box()[2] <= 400, "a narrow window")
        time.sleep(0.5)
        self.shot("export-narrow")
        for node in self.all("button", under=self.dialog()) + self.all("list item", under=self.dialog()):
            left, _, width, _ = node.box()
            self.assertTrue(-1 <= left and left + width <= 401, f"{node} is cut off: {node.box()}")
        self.go()
        self.wait_for_text("Photos Exported")
        self.shot("export-narrow-done")


if __name__ == "__main__":
    tap.main()
