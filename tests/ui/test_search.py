#!/usr/bin/env python3
"""Searches in the window: chips, what is wrong said under the field, and a search that is kept as a collection."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class Search(WindowCase):
    def setUp(self):
        super().setUp()
        self.demo(photos=40)
        self.make_library()
        self.ctl("backup", self.library)
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Photos")))
        self.photos(6)
        self.key("ctrl+f")

    def ask(self, statement, *values):
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement, values).fetchall()

    def test_a_term_is_a_chip_and_without_it_all_photos_are_there_again(self):
        (n_large,), = self.ask("SELECT count(*) FROM photos WHERE bytes > 1000")
        self.type("size:>1kB type:image")
        self.key("Return")
        chip = self.see(None, "Search without Type: image")
        self.see(None, "Search without Size: >1kB")
        self.click(chip)
        self.wait(lambda: not self.sees(None, "Search without Type: image"), "the chip is gone")
        self.see(None, "Search without Size: >1kB")
        self.see("label", f"{n_large} photos")

    def test_a_wrong_search_is_explained_under_the_field_and_the_photos_stay(self):
        self.see("label", "40 photos")
        self.type("nosuch:thing")
        self.wait_for_text(r"nosuch:.* is no field of a search")
        self.wait(lambda: not any(re.search(r"^\d+ photos?$", text) for text in self.texts()), "no count of a wrong search")
        self.photos(6)
        self.key("ctrl+a", "BackSpace")
        self.see("label", "40 photos")

    def test_a_search_is_saved_as_a_collection_and_undo_takes_it_away(self):
        self.type("type:image")
        self.key("Return")
        self.see(None, "Search without Type: image")
        self.key("ctrl+shift+s")
        self.see("text", "Name")
        self.key("ctrl+a")
        self.type("Pictures")
        self.key("Return")
        self.see(None, re.compile("^Pictures"))
        self.wait(lambda: self.ask("SELECT name, query FROM collections") == [("Pictures", "type:image")], "the saved search")
        self.key("ctrl+z")
        self.wait(lambda: not self.ask("SELECT name FROM collections"), "none")


if __name__ == "__main__":
    tap.main()
