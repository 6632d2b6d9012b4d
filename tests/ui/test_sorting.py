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


if __name__ == "__main__":
    tap.main()
