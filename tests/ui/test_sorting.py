#!/usr/bin/env python3
"""Photos are told apart: stars and flags by key, shoots steered, one of a group kept; and all of it back again."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class SortingCase(WindowCase):
    def setUp(self):
        super().setUp()
        self.demo(photos=60)
        self.make_library()
        self.ctl("backup", self.library)

    def ask(self, statement, *values):
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement, values).fetchall()


class Marks(SortingCase):
    def setUp(self):
        super().setUp()
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Photos")))
        self.cells = self.photos(6)

    def marks(self):
        return self.ask("SELECT rating, flag FROM photo_marks ORDER BY photo_id")

    def select_three(self):
        self.click(self.cells[0])
        self.click(self.cells[1], keys=["ctrl"])
        self.click(self.cells[2], keys=["ctrl"])
        self.wait_for_text("3 of 60 selected")

    def test_a_selection_is_rated_and_flagged_by_key_and_undo_takes_it_back(self):
        self.select_three()
        self.key("4")
        self.wait(lambda: self.marks() == [(4, None)] * 3, "three photos with four stars")
        self.wait_for_text("4 stars for 3 photos")
        self.wait_for_text(r"\.\w+, [^|]*, 4 stars")
        self.key("x")
        self.wait(lambda: self.marks() == [(4, "reject")] * 3, "three that are rejected")
        self.key("ctrl+z")
        self.wait(lambda: self.marks() == [(4, None)] * 3, "the flag taken back")
        self.key("ctrl+z")
        self.wait(lambda: not self.marks(), "the stars taken back")
        self.key("ctrl+shift+z")
        self.wait(lambda: self.marks() == [(4, None)] * 3, "the stars again")

    def test_all_results_of_a_search_are_rated_at_once_and_undone(self):
        (n_found,), = self.ask("SELECT count(*) FROM photos p JOIN exif_data e ON e.photo_id = p.id WHERE e.iso > 400")
        self.key("ctrl+f")
        self.type("iso:>400")
        self.key("Return")
        self.see("label", re.compile(rf"^{n_found} photos?$"))
        self.click(self.photos(2)[0])
        self.key("ctrl+a")
        self.wait_for_text(f"{n_found} of {n_found} selected")
        self.key("3")
        self.wait(lambda: self.marks() == [(3, None)] * n_found, f"{n_found} photos with three stars")
        self.wait_for_text(f"3 stars for {n_found} photos")
        self.key("ctrl+z")
        self.wait(lambda: not self.marks(), "no stars again")

    def test_the_facts_show_what_a_selection_has_and_that_it_differs(self):
        self.click(self.cells[0])
        self.key("2")
        self.wait(lambda: self.marks() == [(2, None)], "one photo with two stars")
        self.key("p")
        self.wait(lambda: self.marks() == [(2, "pick")], "one that is picked")
        self.select_three()
        if not self.sees(None, "Rating"):
            self.key("alt+Return")
        self.wait_for_text("Stars and flags differ")
        self.click(self.see("button", "5 stars"))
        self.wait(lambda: [rating for rating, _ in self.marks()] == [5, 5, 5], "three photos with five stars")
        self.wait_for_text("5 stars, flags differ")


class Shoots(SortingCase):
    def setUp(self):
        super().setUp()
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Shoots…")))
        self.rows(2)

    def rows(self, at_least):
        """Rows of the page, by day and count."""
        def look():
            rows = [row for row in self.all(None, re.compile(r"\d{4} · \d+ photos?")) if row.box()[2] > 300]
            return rows if len(rows) >= at_least else None
        return self.wait(look, f"{at_least} shoots")

    def shoots(self):
        return self.ask("SELECT id, origin, photos, client FROM photo_shoots ORDER BY id")

    def level(self):
        return (self.ask("SELECT value FROM settings WHERE key = 'shoots_level'") or [("0",)])[0][0]

    def test_fewer_and_more_shoots_are_told_before_they_are_made_and_undone(self):
        before = self.shoots()
        self.click(self.see("slider", "Fewer or More Shoots"))
        self.key("End")
        self.assertEqual(self.shoots(), before, "only Apply makes them")
        self.wait(lambda: int(re.search(r"(\d+) shoots? found among", self.texts()).group(1)) > len(before), "more shoots told")
        told = int(re.search(r"(\d+) shoots? found among", self.texts()).group(1))
        self.click(self.see("button", "Apply"))
        self.wait(lambda: len(self.shoots()) == told and self.level() == "4", "as many shoots as were told")
        self.key("ctrl+z")
        self.wait(lambda: len(self.shoots()) == len(before) and self.level() == "0", "as many as before")

    def test_a_shoot_is_accepted_and_described_and_both_undone(self):
        before = self.shoots()
        rows = self.rows(2)
        self.click(rows[0])
        self.click(self.see("button", "Accept"))
        self.wait(lambda: sorted(o for _, o, _, _ in self.shoots()).count("accepted") == 1, "one that is accepted")
        self.click(self.see("button", "Describe…"))
        self.see("text", "Client")
        self.key("Tab", "ctrl+a")
        self.type("Rossi")
        self.key("Return")
        self.wait(lambda: [c for _, _, _, c in self.shoots() if c] == ["Rossi"], "a client")
        self.wait_for_text("Rossi")
        for _ in range(2):
            self.key("ctrl+z")
            self.xdotool("sleep", "0.6")
        self.wait(lambda: self.shoots() == before, "all as it was")


if __name__ == "__main__":
    tap.main()
