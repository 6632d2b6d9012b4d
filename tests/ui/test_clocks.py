#!/usr/bin/env python3
"""A clock that was wrong is put right in the window: what it comes to is shown first, the catalogue alone changes, undo takes it back."""

import hashlib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402

HOUR = 3600 * 1000000


class Clocks(PhotosCase):
    def setUp(self):
        super().setUp()
        self.back_up(photos=40)
        self.before = dict(self.query("SELECT id, taken_at_us FROM photos"))
        self.files = {p: hashlib.sha256(p.read_bytes()).digest() for p in (self.library / "Photos").rglob("*") if p.is_file()}
        self.n_fetches = len(self.cloud.fetches())

    def tearDown(self):
        self.assertEqual({p: hashlib.sha256(p.read_bytes()).digest() for p in self.files}, self.files, "the files are as they were")
        self.assertEqual(len(self.cloud.fetches()), self.n_fetches, "nothing was asked for again")
        super().tearDown()

    def shifts(self):
        """By how many hours photos count otherwise."""
        now = dict(self.query("SELECT id, taken_at_us FROM photos"))
        return {i: (now[i] - t) / HOUR for i, t in self.before.items() if t is not None and now[i] != t}

    def choices(self, wanted):
        """What the list that is open offers, from the top: the selected photos, cameras, all."""
        names = [n.name for n in self.all("label", re.compile(r"^\d+ selected photo|: \d+ shown photo|^All \d+ shown"))]
        first = max((i for i, name in enumerate(names) if "selected" in name), default=len(names))  # the row itself says it too, before
        return names[first:] if any(wanted.search(name) for name in names[first:]) else None

    def timed(self, cells):
        """Of these cells, the photos that have a time and a name of their own."""
        chosen = []
        for cell in cells:
            rows = self.query("SELECT id, taken_at_us FROM photos p WHERE iif(p.format IS NULL OR lower(p.name) LIKE '%.' || lower(p.format),"
                              " p.name, p.name || '.' || p.format) = ?", self.name_of(cell))
            if len(rows) == 1 and rows[0][1] is not None:
                chosen.append((rows[0][0], cell))
        return chosen

    def test_a_selection_is_shifted_by_an_amount_told_before_and_undone(self):
        (a, first), (b, second) = self.timed(self.open_photos(8))[:2]
        self.click(first)
        self.click(second, keys=["ctrl"])
        self.wait_for_text("2 of 40 selected")
        self.key("ctrl+j")
        self.see(None, re.compile("2 selected photos"))
        self.click(self.see("spin", "Hours"), x=0.2)
        self.key("ctrl+a")
        self.type("2")
        self.key("Tab")
        lines = self.wait(lambda: [n.name for n in self.all("label", re.compile("^Now .*\nThen "))][:2], "what it comes to")
        for line in lines:
            hours = [int(h) * 60 + int(m) for h, m in re.findall(r"(\d\d):(\d\d):\d\d", line)]
            self.assertEqual((hours[1] - hours[0]) % 1440, 120, line)
        self.assertEqual(self.shifts(), {}, "only Adjust changes anything")
        self.wait_for_text("The files, and what Cloudinary has, stay as they are")
        self.click(self.see("button", "Adjust"))
        self.wait(lambda: self.shifts() == {a: 2.0, b: 2.0}, "two photos, two hours later")
        self.wait_for_text("2 photos count as taken 2 hours later")
        self.key("ctrl+z")
        self.wait(lambda: self.shifts() == {} and not self.query("SELECT * FROM clock_shifts"), "all as it was")
        self.key("ctrl+shift+z")
        self.wait(lambda: self.shifts() == {a: 2.0, b: 2.0}, "again two hours later")

    def test_the_true_time_of_one_photo_says_how_far_its_camera_was_off(self):
        one, cell = self.timed(self.open_photos(8))[0]
        make, model, serial = self.query("SELECT camera_make, camera_model, camera_serial FROM exif_data WHERE photo_id = ?", one)[0]
        same = {i for i, in self.query("""SELECT photo_id FROM exif_data e JOIN photos p ON p.id = e.photo_id WHERE p.taken_at_us IS NOT NULL
                                           AND camera_make IS ? AND camera_model IS ? AND camera_serial IS ?""", make, model, serial)}
        self.assertGreater(len(same), 1)
        self.click(cell)
        self.key("ctrl+j")
        self.see(None, re.compile("1 selected photo"))
        wanted = re.compile(rf"{re.escape(model)}.*: {len(same)} shown photos")
        choices = self.click_until(lambda: self.see("label", "1 selected photo"), lambda: self.choices(wanted), f"{model} among the choices")
        self.key(*["Down"] * next(i for i, name in enumerate(choices) if wanted.search(name)), "Return")
        self.wait_for_text("First: ")
        stamp = self.one("SELECT strftime('%Y-%m-%d %H:%M:%S', taken_at_us / 1000000 - 90 * 60, 'unixepoch') FROM photos WHERE id = ?", one)
        self.click(self.see("text", re.compile("was really taken at")))
        self.key("ctrl+a")
        self.type("2024-99-99")
        self.wait(lambda: not self.see("button", "Adjust").has("SENSITIVE"), "no time, no Adjust")
        self.key("ctrl+a")
        self.type(stamp)
        self.key("Return")
        self.wait(lambda: self.shifts() == dict.fromkeys(same, -1.5), f"{len(same)} photos of one camera, an hour and a half earlier")
        self.wait_for_text(f"{len(same)} photos count as taken 1 hour 30 minutes earlier")
        self.click(cell)
        if not self.sees(None, "Adjusted"):
            self.key("alt+Return")
        self.wait_for_text("1 hour 30 minutes earlier")
        self.key("ctrl+z")
        self.wait(lambda: self.shifts() == {}, "all as it was")


class NarrowClocks(PhotosCase):
    size = (400, 800)

    def test_everything_is_there_in_a_narrow_window(self):
        self.back_up(photos=12)
        self.open_window(self.library)
        self.key("F9")
        self.show_all(2)
        self.key("ctrl+j")
        for role, name in (("button", "Cancel"), ("button", "Adjust"), ("spin", "Days"), ("spin", "Seconds")):
            x, _, width, _ = self.see(role, name).box()
            self.assertTrue(x >= 0 and x + width <= 400, f"{name} is in the window")
        self.key("Escape")
        self.wait(lambda: not self.sees("spin", "Days"), "closed, and nothing changed")
        self.assertEqual(self.query("SELECT * FROM clock_shifts"), [])


if __name__ == "__main__":
    tap.main()
