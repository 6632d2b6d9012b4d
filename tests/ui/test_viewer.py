#!/usr/bin/env python3
"""One photo as large as the window: its ways in and out, zoom, facts, and what other programs get of it."""

import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import HEIGHT, WIDTH, setUpModule, tearDownModule  # noqa: E402,F401
from photos import SHOWN, FileManager, PhotosCase, WindowManager, path_of  # noqa: E402

OF = re.compile(r"(\d+) of 40$")


class Viewer(PhotosCase):
    def setUp(self):
        super().setUp()
        self.back_up()
        self.photos_in_order = self.open_photos(12)

    def place(self):
        """Which photo of the list is shown; 0: none."""
        for node in self.all("label", OF):
            return int(OF.search(node.name).group(1))
        return 0

    def wait_for_place(self, place):
        self.wait(lambda: self.place() == place, f"photo {place}")

    def open(self, at=2):
        self.click(self.photos_in_order[at])
        self.key("Return")
        self.wait_for_place(at + 1)

    def title(self):
        return self.see(None, re.compile(r"\.(jpg|xmp|mp4|psd|tif|png)$")).name

    def zoom(self):
        for node in self.all("button", re.compile(r"^\d+ %$")):
            return int(node.name.split()[0])
        return None

    def focused(self):
        return [self.name_of(n) for n in self.cells() if n.has("FOCUSED")]

    def test_return_and_a_double_click_open_and_closing_returns_to_that_photo(self):
        names = [self.name_of(cell) for cell in self.photos_in_order]
        self.open(2)
        self.see(None, names[2])
        self.key("Escape")
        self.wait(lambda: self.focused() == [names[2]], "the photo it was opened from")
        self.click(self.cells(12)[4], repeat=2)
        self.wait_for_place(5)
        self.click(self.see("button", "Back"))
        self.wait(lambda: self.focused() == [names[4]], "the photo that was clicked twice")
        self.key("Return")
        self.wait_for_place(5)
        self.key("Right", "Right", "Right")
        self.wait_for_place(8)
        self.see(None, names[7])
        self.key("BackSpace")
        self.wait(lambda: self.focused() == [names[7]], "the photo that was gone to")

    def test_keys_and_buttons_go_to_next_previous_first_and_last(self):
        self.open(0)
        self.key("Right", "Right")
        self.wait_for_place(3)
        self.key("Left")
        self.wait_for_place(2)
        self.key("Left", "Left", "Left")
        self.wait_for_place(1)
        self.key("End")
        self.wait_for_place(40)
        self.key("Right", "Page_Down")
        self.wait_for_place(40)
        self.key("Page_Up")
        self.wait_for_place(39)
        self.key("Home")
        self.wait_for_place(1)
        self.xdotool("mousemove", "600", "500")
        self.xdotool("mousemove", "640", "520")
        self.click(self.see("button", "Next Photo"))
        self.wait_for_place(2)
        self.click(self.see("button", "Previous Photo"))
        self.wait_for_place(1)

    def test_keys_and_the_wheel_zoom(self):
        self.open(2)
        self.xdotool("mousemove", "600", "500")
        self.xdotool("mousemove", "640", "520")
        self.wait(lambda: self.zoom() is not None, "the zoom in figures")
        self.key("ctrl+1")
        self.wait(lambda: self.zoom() == 100, "one pixel for one")
        self.key("plus")
        self.wait(lambda: self.zoom() == 125, "a step larger")
        self.key("minus")
        self.wait(lambda: self.zoom() == 100, "a step smaller")
        self.key("ctrl+plus")
        self.wait(lambda: self.zoom() == 125, "a step larger by the window's key")
        self.key("ctrl+2")
        self.wait(lambda: self.zoom() == 200, "twice as large")
        self.xdotool("mousemove", "660", "530", "click", "4", "click", "4")
        self.wait(lambda: self.zoom() > 200, "larger by the wheel")
        larger = self.zoom()
        self.xdotool("click", "5")
        self.wait(lambda: self.zoom() < larger, "smaller by the wheel")
        self.key("ctrl+0")
        self.wait(lambda: self.zoom() <= 100, "the whole photo")
        self.key("ctrl+2", "ctrl+Right", "ctrl+Down")
        self.wait(lambda: self.zoom() == 200, "panning leaves the size")
        self.assertEqual(self.place(), 3, "and the photo")

    def test_full_screen_fills_the_screen_and_escape_leaves_it_first(self):
        with WindowManager(self):
            self.open(2)
            self.key("F11")
            self.wait(lambda: self.geometry() == (0, 0, WIDTH, HEIGHT), "the whole screen")
            self.key("Right")
            self.key("Escape")
            self.wait(lambda: self.geometry() != (0, 0, WIDTH, HEIGHT), "the window again")
            self.wait_for_place(4)
            self.key("Escape")
            self.wait(lambda: self.focused() == [self.name_of(self.photos_in_order[3])], "the grid, at that photo")

    def geometry(self):
        words = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", self.window_id).split())
        return tuple(int(words[word]) for word in ("X", "Y", "WIDTH", "HEIGHT"))

    def test_the_facts_tell_camera_date_place_tags_folder_file_and_all_that_was_sent(self):
        names = [self.name_of(cell) for cell in self.photos_in_order]
        marks = ",".join("?" * len(names))
        rows = self.query(f"SELECT {SHOWN}, p.folder_path, p.local_path, e.camera_model, e.iso FROM photos p"
                          " JOIN exif_data e ON e.photo_id = p.id"
                          f" WHERE e.gps_latitude IS NOT NULL AND {SHOWN} IN ({marks})", *names)
        self.assertTrue(rows, "a sample photo in view knows its place")
        name, folder, path, model, iso = rows[0]
        tags = [tag for tag, in self.query("SELECT t.name FROM photo_tags m JOIN tags t ON t.id = m.tag_id JOIN photos p ON p.id = m.photo_id"
                                           f" WHERE {SHOWN} = ?", name)]
        self.open(names.index(name))
        self.key("alt+Return")
        self.wait_for_text(r"Proven \d+ \w+ \d{4}")
        for words in (model, f"ISO {iso}", folder, path, "Same size and checksum as Cloudinary lists", *tags):
            self.wait_for_text(re.escape(words).replace("\\ ", "[ \u00a0]"))
        for row in ("Camera", "Taken", "Uploaded", "Place", "Size", "Tags", "Folder", "File", "Checksum"):
            self.see("label", row)
        self.see("button", "Read It Again")
        self.see(None, re.compile("All That Cloudinary Sent", re.I), showing=False)
        at = names.index(name)
        self.key("Right" if at + 1 < len(names) else "Left")
        neighbour = names[at + 1] if at + 1 < len(names) else names[at - 1]
        self.wait(lambda: len(self.all(None, neighbour)) >= 2, "the next photo's facts beside it")

    def test_copy_gives_the_file_and_the_picture_to_other_programs(self):
        self.open(2)
        self.wait(lambda: self.colours() > 200, "the picture")
        self.key("ctrl+c")
        self.wait_for_text("Copied")
        path = self.path_of(self.name_of(self.photos_in_order[2]))
        self.assertEqual([path_of(uri) for uri in self.clipboard("text/uri-list").decode().split()], [path])
        deed, uri = self.clipboard("x-special/gnome-copied-files").decode().split("\n")
        self.assertEqual((deed, path_of(uri)), ("copy", path))
        self.assertTrue(self.clipboard("image/png").startswith(b"\x89PNG"))

    def test_show_in_files_points_at_the_file_and_the_facts_button_too(self):
        path = self.path_of(self.name_of(self.photos_in_order[2]))
        manager = FileManager(self)
        self.open(2)
        self.key("ctrl+shift+m")
        manager.wait_for(path)
        self.key("alt+Return")
        self.see("button", "Read It Again")
        self.click(self.all("button", re.compile("^Show"))[-1])  # the viewer comes last: what lies below it is still told of
        manager.wait_for(path)


if __name__ == "__main__":
    tap.main()
