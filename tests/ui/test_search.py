#!/usr/bin/env python3
"""Searches in the window: chips, what is wrong said under the field, and a search that is kept as a collection."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


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

    def completion(self, name):
        return self.see("list item", re.compile(name))

    def shown_count(self, name):
        """What a completion says that it finds."""
        number = self.wait(lambda: re.search(r", ([\d,]+) photos?$", self.completion(name).name), f"the count of {name}")
        return int(number.group(1).replace(",", ""))

    def click_in_list(self, item):
        """The list is a window of its own: what is told of places in it counts from the field."""
        popup = self.see("filler", "PsSearchCompletion").box()

        def find():
            for window in self.xdotool("search", "--onlyvisible", "--class", ".", check=False).split():
                told = self.xdotool("getwindowgeometry", "--shell", window, check=False)
                at = {name: int(number) for name, number in re.findall(r"^(X|Y|WIDTH|HEIGHT)=(-?\d+)$", told, re.M)}
                if (at.get("WIDTH"), at.get("HEIGHT")) == popup[2:]:
                    return at["X"], at["Y"]
            return None
        left, top = self.wait(find, "the list's window")
        x, y, width, height = item.box()
        self.xdotool("mousemove", str(left + x - popup[0] + width // 2), str(top + y - popup[1] + height // 2), "click", "1")

    def test_return_takes_the_first_completion_which_becomes_a_chip(self):
        (n_tagged,), = self.ask("SELECT count(DISTINCT photo_id) FROM photo_tags JOIN tags t ON t.id = tag_id WHERE t.name = 'wedding'")
        self.type("tag:we")
        self.assertEqual(self.shown_count("^Tag wedding"), n_tagged)
        self.shot("completion")
        self.key("Return")
        self.see(None, "Search without Tag: wedding")
        self.see("label", f"{n_tagged} photos")
        self.wait(lambda: not self.sees("list item", re.compile("^Tag wedding")), "the list is closed")
        self.type("type:i")  # the focus never left the field
        self.completion("^Type image")
        self.key("Return")
        self.see(None, "Search without Type: image")
        self.see(None, "Search without Tag: wedding")

    def test_down_and_up_choose_and_escape_closes(self):
        cameras = [name for name, in self.ask("SELECT DISTINCT camera_model FROM exif_data WHERE camera_model IS NOT NULL")]
        self.assertGreater(len(cameras), 1)
        self.type("camera:")
        counted = re.compile(r"^Camera .*, [\d,]+ photos?$")
        items = self.wait(lambda: len(self.all("list item", counted)) >= 2 and self.all("list item", counted), "two cameras")
        second = re.match(r"Camera (.*), [\d,]+ photos?$", items[1].name).group(1)
        self.key("Down")
        self.key("Down")
        self.key("Up")
        self.key("Return")
        self.see(None, f"Search without Camera: {second}")
        (n_taken,), = self.ask("SELECT count(*) FROM exif_data WHERE camera_make || ' ' || camera_model LIKE '%' || ? OR camera_model = ?", second, second)
        self.see("label", re.compile(rf"^{n_taken} photos?$"))
        self.type("tag:")
        self.completion("^Tag ")
        self.key("Escape")
        self.wait(lambda: not self.sees("list item", re.compile("^Tag ")), "the list is closed")
        self.wait_for_text("tag:.* has nothing behind it")  # said once nothing is being completed

    def test_a_month_in_plain_words_is_completed_by_mouse(self):
        (month, n_taken), = self.ask("SELECT strftime('%Y-%m', taken_at_us / 1000000, 'unixepoch') AS m, count(*) FROM photos"
                                     " WHERE taken_at_us IS NOT NULL GROUP BY m ORDER BY count(*) DESC LIMIT 1")
        words = f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"
        self.type(words.lower())
        self.assertEqual(self.shown_count(f"^Taken {words}"), n_taken)
        self.click_in_list(self.completion(f"^Taken {words}"))
        self.see(None, f"Search without Taken: {words}")
        self.see("label", re.compile(rf"^{n_taken} photos?$"))
        self.wait(lambda: not self.sees("list item", re.compile("^Taken")), "the list is closed")

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


class NarrowSearch(WindowCase):
    size = (400, 800)

    def test_completions_fit_under_the_field_of_a_narrow_window(self):
        self.demo(photos=40)
        self.make_library()
        self.ctl("backup", self.library)
        self.open_window(self.library)
        self.see(None, "Back Up Now")
        self.key("ctrl+f")
        self.type("tag:we")
        item = self.see("list item", re.compile("^Tag wedding, "))
        field = self.see("entry", "Search photos").box()
        self.assertLess(item.box()[2], field[2] + 1)
        self.shot("completion-narrow")
        self.key("Return")
        self.see(None, "Search without Tag: wedding")


if __name__ == "__main__":
    tap.main()
