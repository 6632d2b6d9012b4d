#!/usr/bin/env python3
"""The grid: what pointer and keys select, orders, sizes, the strip of years, and names that are not what they seem."""

import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import SHOWN, PhotosCase  # noqa: E402


class Selection(PhotosCase):
    def setUp(self):
        super().setUp()
        self.back_up()
        self.order = [self.name_of(cell) for cell in self.open_photos(12)]

    def wait_for_selected(self, *places):
        wanted = {self.order[i] for i in places}
        self.wait(lambda: self.selected() == wanted, f"{sorted(wanted)} selected, and no other")

    def wait_for_count(self, n):
        self.wait_for_text(rf"{n} of 40 selected")

    def test_click_selects_one_ctrl_toggles_and_shift_extends(self):
        self.click(self.cells(12)[1])
        self.wait_for_selected(1)
        self.click(self.cells(12)[3])
        self.wait_for_selected(3)
        self.click(self.cells(12)[5], keys=["ctrl"])
        self.wait_for_selected(3, 5)
        self.click(self.cells(12)[3], keys=["ctrl"])
        self.wait_for_selected(5)
        self.click(self.cells(12)[5])
        self.click(self.cells(12)[8], keys=["shift"])
        self.wait_for_selected(5, 6, 7, 8)
        self.click(self.cells(12)[6], keys=["shift"])
        self.wait_for_selected(5, 6)
        self.click(self.cells(12)[1], keys=["ctrl"])
        self.click(self.cells(12)[3], keys=["ctrl", "shift"])
        self.wait_for_selected(1, 2, 3, 5, 6)

    def test_ctrl_a_takes_all_of_the_list_and_the_other_keys_none_or_the_rest(self):
        self.click(self.cells(12)[2])
        self.key("ctrl+a")
        self.wait_for_count(40)
        self.key("ctrl+shift+a")
        self.wait_for_selected()
        self.click(self.cells(12)[2])
        self.key("ctrl+i")
        self.wait_for_count(39)
        self.key("Escape")
        self.wait_for_selected()

    def test_arrows_move_extend_and_space_toggles(self):
        self.click(self.cells(12)[2])
        self.key("Right")
        self.wait_for_selected(3)
        self.key("shift+Right", "shift+Right")
        self.wait_for_selected(3, 4, 5)
        self.key("ctrl+Right", "ctrl+Right")
        self.wait_for_selected(3, 4, 5)
        self.key("space")
        self.wait_for_selected(3, 4, 5, 7)
        self.key("space")
        self.wait_for_selected(3, 4, 5)

    def test_a_right_click_selects_first_what_was_not_selected(self):
        self.click(self.cells(12)[1])
        self.click(self.cells(12)[4], button=3)
        self.see("menu item", "Copy")
        self.key("Escape")
        self.wait_for_selected(4)
        self.click(self.cells(12)[6], keys=["shift"])
        self.click(self.cells(12)[5], button=3)
        self.see("menu item", "Copy")
        self.key("Escape")
        self.wait_for_selected(4, 5, 6)

    def test_the_selection_survives_sorting_zooming_and_the_viewer(self):
        self.click(self.cells(12)[2])
        self.click(self.cells(12)[4], keys=["ctrl"])
        chosen = {self.order[2], self.order[4]}
        self.key("Return")
        self.wait_for_text("5 of 40")
        self.key("Escape")
        self.wait(lambda: self.selected() == chosen, "the same two after looking at one")
        self.key("ctrl+minus")
        self.wait(lambda: self.selected() == chosen, "the same two after zooming")
        self.menu("Sort", "Oldest First")
        self.wait_for_count(2)
        self.menu("Sort", "Newest First")
        self.wait(lambda: self.selected() == chosen, "the same two after sorting")


class RubberBand(PhotosCase):
    def test_a_band_from_empty_space_takes_what_it_touches_and_a_click_there_lets_go(self):
        self.back_up(photos=16)
        cells = self.open_photos(12)
        last = cells[-1]
        x, y = self.place_of(last, 0.5, 0.5)
        beside = x + last.box()[2]
        self.xdotool("mousemove", str(beside), str(y), "mousedown", "1")
        for i in range(1, 11):
            self.xdotool("mousemove", str(beside + (x - beside) * i // 10), str(y + 2 * i))
            time.sleep(0.05)
        self.xdotool("mouseup", "1")
        self.wait(lambda: self.selected() == {self.name_of(last)}, "what the band touched")
        self.xdotool("mousemove", str(beside), str(y), "click", "1")
        self.wait(lambda: not self.selected(), "none")


class Orders(PhotosCase):
    ORDERS = {"Oldest First": "p.sort_us, p.id", "By Name": "p.name COLLATE NOCASE", "Largest First": "p.bytes DESC",
              "Newest First": "p.sort_us DESC, p.id DESC"}

    def test_each_order_is_that_of_the_catalogue(self):
        self.back_up()
        self.open_photos(12)
        for item, order in self.ORDERS.items():
            self.menu("Sort", item)
            first = self.query(f"SELECT {SHOWN} FROM photos p ORDER BY {order} LIMIT 1")[0][0]
            self.wait(lambda: self.names(6)[0] == first, f"{first} first, {item}")  # noqa: B023
        settings = (self.home / "config/glib-2.0/settings/keyfile").read_text()
        self.assertNotIn("oldest-first", settings)

    def test_keys_and_the_wheel_change_sizes(self):
        self.back_up()
        width = self.open_photos(12)[0].box()[2]

        def wait_for(is_so, what):
            self.wait(lambda: is_so(self.cells()[0].box()[2]), what)
            return self.cells()[0].box()[2]
        self.click(self.cells()[0])
        self.key("ctrl+plus", "ctrl+plus")
        larger = wait_for(lambda w: w > width, "larger photos")
        self.key("ctrl+minus", "ctrl+minus", "ctrl+minus")
        smaller = wait_for(lambda w: w < larger, "smaller photos")
        x, y = self.place_of(self.cells()[1])
        self.xdotool("mousemove", str(x), str(y), "keydown", "Control_L", "click", "4", "click", "4", "click", "4", "keyup", "Control_L")
        wait_for(lambda w: w > smaller, "larger photos by the wheel")

    def test_opened_for_the_first_time_during_a_backup_it_begins_with_the_newest(self):
        self.demo(photos=5200, faults=["drip=30000,on=delivery"])  # the list comes in pages, while Home is shown
        self.make_library()
        self.open_window(self.library)
        self.wait(lambda: self.one("SELECT count(*) FROM photos") == 5200, "all to be known", 60)
        self.click(self.see("button", "Pause"))
        self.see(None, re.compile("^All Photos, 5200"))
        newest = self.one(f"SELECT {SHOWN} FROM photos p WHERE format = 'jpg' ORDER BY sort_us DESC, id DESC LIMIT 1")
        self.show_all(12)
        self.wait(lambda: newest in self.names(12)[:6], f"{newest} in the first row")

    def test_a_click_on_the_strip_goes_to_that_year(self):
        self.back_up(photos=120)
        self.open_photos(12)
        strip = self.see("slider", "Years")
        first, last = (self.query(f"SELECT {SHOWN} FROM photos p ORDER BY sort_us {way}, id {way} LIMIT 1")[0][0] for way in ("DESC", "ASC"))

        def is_in_view(name):
            return any(0 < node.box()[1] < self.size[1] for node in self.all("table cell", re.compile("^" + re.escape(name))))
        self.assertTrue(is_in_view(first))
        self.click(strip, y=0.99)
        self.wait(lambda: is_in_view(last), "the oldest photo")

    def test_marks_of_direction_and_control_in_a_name_are_seen(self):
        self.demo(photos=12)
        self.cloud.do("add", public_id="holiday\u202egpj.exe", display_name="holiday\u202egpj.exe")
        self.make_library()
        self.ctl("backup", self.library, expect=None)
        self.assertTrue(self.one("SELECT count(*) FROM photos WHERE name LIKE '%' || char(8238) || '%'"), "the cloud has such a name")
        self.open_photos(6)
        name = self.see("table cell", re.compile("holiday")).name
        self.assertNotIn("\u202e", name)
        self.assertRegex(name, r"holiday.+gpj\.exe")


if __name__ == "__main__":
    tap.main()
