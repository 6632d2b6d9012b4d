#!/usr/bin/env python3
"""The statistics: every number is the catalogue's, and each bar opens the search that finds as many photos."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402

BAR = re.compile(r"^(.+), ([\d,]+) photos?$")
CAMERA = """SELECT count(*) FROM photos p LEFT JOIN exif_data e ON e.photo_id = p.id
             WHERE {} GROUP BY coalesce(e.camera_model, '') ORDER BY coalesce(e.camera_model, '') = '', count(*) DESC"""


class StatisticsCase(PhotosCase):
    def open_statistics(self, **options):
        self.open_window(self.library, **options)
        self.see(None, re.compile("^(Cloudinary was looked at|Photos appear here)"))
        self.key("ctrl+shift+n")
        self.see("button", "Year")

    def bars(self):
        """Names and numbers, from the top."""
        found = {}
        for node in self.all("button", BAR):
            if node.box()[2] > 300:
                found[node.box()[1]] = node
        return [(BAR.match(found[y].name).group(1), int(BAR.match(found[y].name).group(2).replace(",", "")), found[y]) for y in sorted(found)]

    def numbers(self):
        return [(name, n) for name, n, _ in self.bars()]

    def count_by(self, kind):
        self.click(self.see("button", kind))
        self.wait(lambda: self.see("button", kind).has("PRESSED"), f"{kind} pressed")


class Statistics(StatisticsCase):
    def setUp(self):
        super().setUp()
        self.back_up(photos=60)

    def test_numbers_of_every_kind_are_those_of_the_catalogue(self):
        self.open_statistics()
        years = self.query("""SELECT strftime('%Y', sort_us / 1000000, 'unixepoch') AS year, count(*)
                                FROM photos GROUP BY year ORDER BY year DESC""")
        self.wait(lambda: self.numbers() == years, f"the years {years}")
        self.wait_for_text(r"60 photos, [\d.]+\s.B")
        self.count_by("Camera")
        cameras = [n for n, in self.query(CAMERA.format("1"))]
        self.wait(lambda: [n for _, n in self.numbers()] == cameras and self.numbers()[-1][0] == "Not Known", f"the cameras {cameras}")
        self.count_by("ISO")
        isos = self.query("""SELECT 'ISO ' || e.iso, count(*) FROM photos p JOIN exif_data e ON e.photo_id = p.id
                              WHERE e.iso IS NOT NULL GROUP BY e.iso ORDER BY e.iso""")
        self.wait(lambda: self.numbers()[:len(isos)] == isos, f"the sensitivities {isos}")
        self.assertEqual(sum(n for _, n in self.numbers()), 60)
        for kind in ("Month", "Lens", "Focal Length", "Folder"):
            before = self.numbers()
            self.count_by(kind)
            self.wait(lambda: self.numbers() != before and self.bars(), f"bars by {kind}")  # noqa: B023
        self.assertTrue(all(self.one("SELECT count(*) FROM photos WHERE folder_path = ?", name) == n
                            for name, n in self.numbers() if name != "In No Folder"))

    def test_a_bar_opens_its_search_with_the_same_count(self):
        self.open_window(self.library)
        self.see(None, re.compile("^Cloudinary was looked at"))
        self.key("F10")
        self.choose("Statistics")
        self.count_by("Camera")
        self.wait(lambda: self.numbers() and self.numbers()[-1][0] == "Not Known", "the cameras")
        name, n_photos, button = self.bars()[0]
        self.click(button)
        self.see(None, re.compile("^Search without Camera: "))
        self.see("label", f"{n_photos} photos")
        self.assertEqual(self.one("SELECT count(*) FROM photos p JOIN exif_data e ON e.photo_id = p.id WHERE ? LIKE '%' || e.camera_model",
                                  name), n_photos)
        self.cells(2)

    def test_keys_alone_choose_what_is_counted_and_open_a_bar(self):
        self.open_statistics()
        self.wait(lambda: self.bars(), "the years")
        self.click(self.see("button", "Month"))
        self.wait(lambda: any(re.match(r"[A-Z]\w+ \d{4}$", name) for name, _ in self.numbers()), "the months")
        self.key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
        self.key("Down")
        name, n_photos, _ = next(bar for bar in self.bars() if bar[2].has("FOCUSED"))
        self.assertEqual((name, n_photos), self.numbers()[1], "the second bar has the focus")
        self.key("Return")
        self.see(None, re.compile("^Search without Date: "))
        self.see("label", re.compile(rf"^{n_photos} photos?$"))

    def test_new_photos_are_counted_while_the_page_is_looked_at(self):
        self.open_statistics()
        self.wait(lambda: sum(n for _, n in self.numbers()) == 60, "60 photos")
        for i in range(5):
            self.cloud.do("add", public_id=f"later-{i}")
        self.key("ctrl+b")
        self.wait(lambda: sum(n for _, n in self.numbers()) == 65, "65 photos", 60)


class NarrowStatistics(StatisticsCase):
    size = (400, 800)

    def test_everything_is_there_in_a_narrow_window(self):
        self.back_up(photos=30)
        self.open_statistics()
        for kind in ("Year", "Month", "Camera", "Lens", "Focal Length", "ISO", "Folder"):
            x, _, width, _ = self.see("button", kind).box()
            self.assertTrue(0 <= x and x + width <= 400, f"{kind} is in the window")
        self.count_by("Folder")
        self.wait(lambda: self.numbers() and all(node.box()[0] + node.box()[2] <= 400 for _, _, node in self.bars()), "bars within the window")
        name, n_photos, button = self.bars()[0]
        self.click(button)
        self.see(None, re.compile("^Search without Folder: "))
        self.wait_for_text(rf"\b{n_photos} photos?\b")


class NoPhotos(StatisticsCase):
    def test_a_library_without_photos_says_so(self):
        self.demo(photos=10)
        self.make_library()
        self.cloud.stop()
        self.open_statistics()
        self.see(None, "Nothing to Count Yet")


if __name__ == "__main__":
    tap.main()
