#!/usr/bin/env python3
"""Photos into collections: by dragging, by menu and by key; and all of it back again."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class Collections(WindowCase):
    def setUp(self):
        super().setUp()
        self.demo(photos=40)
        self.make_library()
        self.ctl("backup", self.library)
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Photos")))
        self.cells = self.photos(6)

    def members(self):
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute("SELECT c.name, p.name FROM photo_collections m JOIN collections c ON c.id = m.collection_id"
                              " JOIN photos p ON p.id = m.photo_id ORDER BY 1, 2").fetchall()

    def make_collection(self, name):
        self.key("ctrl+n")
        self.see("text", "Name")
        self.key("ctrl+a")
        self.type(name)
        self.key("Return")
        return self.see(None, re.compile(f"^{name}, "))

    def test_three_photos_dragged_onto_a_collection_are_in_it_and_undo_takes_them_out(self):
        row = self.make_collection("Portfolio")
        self.click(self.cells[0])
        self.click(self.cells[1], keys=["ctrl"])
        self.click(self.cells[2], keys=["ctrl"])
        self.wait_for_text(r"3 of 40 selected")
        self.drag(self.cells[1], row)
        self.wait(lambda: len(self.members()) == 3, "three members")
        self.assertEqual({name for name, _ in self.members()}, {"Portfolio"})
        self.see(None, re.compile("^Portfolio, 3"))
        self.key("ctrl+z")
        self.wait(lambda: not self.members(), "none")
        self.key("ctrl+shift+z")
        self.wait(lambda: len(self.members()) == 3, "three again")

    def test_b_adds_to_the_collection_used_last(self):
        self.make_collection("Best")
        self.click(self.cells[0])
        self.key("ctrl+shift+d")
        self.see("entry", "Add to Collection")
        self.type("be")
        self.key("Return")
        self.wait(lambda: len(self.members()) == 1, "one member")
        self.click(self.cells[3])
        self.key("b")
        self.wait(lambda: len(self.members()) == 2, "two members")

    def test_a_collection_is_renamed_deleted_and_brought_back_with_its_photos(self):
        row = self.make_collection("Holidays")
        self.click(self.cells[0])
        self.drag(self.cells[0], row)
        self.wait(lambda: len(self.members()) == 1, "one member")
        self.click(self.see(None, re.compile("^Holidays, 1")))
        self.key("F2")
        self.see("text", "Name")
        self.key("ctrl+a")
        self.type("Winter")
        self.key("Return")
        row = self.see(None, re.compile("^Winter, 1"))
        self.click(row)
        self.key("Delete")
        self.wait(lambda: not self.members(), "no collection")
        self.key("ctrl+z")
        self.wait(lambda: [name for name, _ in self.members()] == ["Winter"], "the collection, with its photo")


if __name__ == "__main__":
    tap.main()
