#!/usr/bin/env python3
"""Searches in the window: a search that is kept as a collection."""

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
