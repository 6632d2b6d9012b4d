#!/usr/bin/env python3
"""The window as a whole: copies for a client, notices, libraries, and what is remembered."""

import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule, window_program  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402


class CopyOriginals(PhotosCase):
    def copy_to(self, folder):
        """By the keys of GTK's own chooser of folders."""
        self.key("ctrl+shift+e")
        time.sleep(1.5)  # the chooser is a window of GTK's own, which the accessibility tree does not show
        self.key("ctrl+l", "ctrl+a")
        self.type(str(folder))
        time.sleep(0.5)
        self.key("Return")

    def test_copies_are_equal_and_nothing_is_overwritten(self):
        self.back_up()
        cells = self.open_photos(12)
        target = self.home / "client"
        target.mkdir()
        self.click(cells[1])
        self.click(cells[5], keys=["shift"])
        names = [self.name_of(cell) for cell in cells[1:6]]
        originals = {self.digest(self.path_of(name)) for name in names}
        self.wait_for_text("5 of 40 selected")
        taken = target / names[0]
        taken.write_text("the client's own")
        self.copy_to(target)
        self.wait(lambda: len(list(target.iterdir())) == 6, "five copies")
        self.wait_for_text("5 copied and compared")
        self.assertEqual(taken.read_text(), "the client's own")
        self.assertEqual({self.digest(file) for file in target.iterdir() if file != taken}, originals)

    def test_the_library_itself_is_no_place_for_copies(self):
        self.back_up(photos=12)
        self.click(self.open_photos(6)[1])
        before = sorted(self.library.rglob("*.jpg"))
        self.copy_to(self.library / "Photos")
        self.wait_for_text("inside the library")
        self.assertEqual(sorted(self.library.rglob("*.jpg")), before)


class Notices(PhotosCase):
    def test_an_undo_button_takes_back_what_its_notice_says(self):
        self.back_up(photos=12)
        cells = self.open_photos(6)
        self.key("ctrl+n")
        self.see("text", "Name")
        self.key("ctrl+a")
        self.type("Best")
        self.key("Return")
        self.see(None, re.compile("^Best, "))
        self.click(cells[1])
        self.key("ctrl+shift+d")
        self.see("entry", "Add to Collection")
        self.type("be")
        self.key("Return")
        self.wait(lambda: self.one("SELECT count(*) FROM photo_collections") == 1, "one member")
        self.wait_for_text("Added to Best")
        self.click(self.all("button", re.compile("^Undo"))[-1])
        self.wait(lambda: self.one("SELECT count(*) FROM photo_collections") == 0, "none")


class Remembered(PhotosCase):
    def settings(self):
        file = self.home / "config/glib-2.0/settings/keyfile"
        return file.read_text() if file.exists() else ""

    def test_size_panes_and_order_are_there_again_after_a_restart(self):
        self.size = (1240, 780)
        self.back_up()
        self.open_photos(6)
        self.menu("Sort", "By Name")
        self.key("alt+Return")
        self.wait(lambda: "facts-visible=true" in self.settings(), "the facts")
        first = self.names(6)[0]
        self.stop()
        self.assertIn("window-width=12", self.settings())
        self.open_photos(6)
        self.wait(lambda: self.names(6)[0] == first, "the same order")
        self.assertIn("sort-order='name'", self.settings())

    def test_a_second_start_raises_the_window_that_is_there(self):
        self.back_up(photos=12)
        self.open_window(self.library)
        began = time.monotonic()
        ran = subprocess.run([window_program(), str(self.library)], env=self.window_environment(), timeout=20, capture_output=True, check=False)
        self.assertEqual(ran.returncode, 0)
        self.assertLess(time.monotonic() - began, 10, "it hands over and ends")
        self.assertEqual(len([c for c in self.app.children() if c.role == "frame"]), 1, "one window a library")

    def test_the_library_is_opened_again_without_being_named_and_is_in_the_menu(self):
        self.back_up(photos=12)
        self.open_window(self.library)
        self.see(None, re.compile("^All Photos, 12"))
        self.stop()
        self.assertIn(self.library.as_uri(), self.settings())
        self.open_window()
        self.see(None, re.compile("^All Photos, 12"))
        self.click(self.all("button", "This Library and Others")[-1])
        self.see("menu item", "library")
        self.see("menu item", re.compile("Open Another Library"))


if __name__ == "__main__":
    tap.main()
