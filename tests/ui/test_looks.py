#!/usr/bin/env python3
"""Earlier Looks: what each look through Cloudinary found, a click from its photos."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402


class Looks(PhotosCase):
    def change_things(self):
        """Three looks after the first: one finds much, one nothing, one a deletion."""
        self.back_up(photos=30)
        assets = [a for a in self.cloud.assets() if a["resource_type"] == "image"]
        self.cloud.do("add", count=3)
        self.cloud.do("replace", asset_id=assets[0]["asset_id"])
        self.cloud.do("rename", asset_id=assets[1]["asset_id"], to="elsewhere/renamed")
        self.ctl("backup", self.library)
        self.ctl("backup", self.library)
        for asset in assets[2:4]:
            self.cloud.do("delete", asset_id=asset["asset_id"])
        self.ctl("backup", self.library)

    def open_looks(self):
        self.open_window(self.library)
        row = self.see("list item", re.compile("^Earlier Looks"))
        self.click(row)
        self.wait(lambda: len(self.all("button", re.compile("^Show .*, "))) >= 4, "the looks")

    def test_each_look_is_a_row_and_each_of_its_numbers_a_click_from_the_photos(self):
        self.change_things()
        scans = self.query("SELECT n_added, n_replaced, n_renamed, n_gone FROM scans WHERE complete = 1 ORDER BY completed_us DESC")
        self.assertEqual(len(scans), 4)
        self.assertEqual(scans[0][3], 2)
        self.assertEqual(scans[1], (0, 0, 0, 0))
        self.assertEqual(scans[2][0], 3)
        self.open_looks()
        texts = self.texts()
        for words in ("2 gone", "3 new", "1 replaced", "1 renamed or moved"):
            self.assertIn(words, texts)
        self.assertIn("Nothing had changed", texts)
        self.assertIn("The first look: everything was new", texts)
        self.shot("looks")
        self.click(self.see("button", re.compile("^Show 2 gone")))
        self.assertEqual(len(self.cells(2)), 2)
        gone = set(self.names(2))
        from photos import SHOWN
        self.assertEqual(gone, {name for name, in self.query(f"SELECT {SHOWN} FROM photos p WHERE gone_at IS NOT NULL")})
        self.click(self.see(None, re.compile("^Home")))
        self.click(self.see("list item", re.compile("^Earlier Looks")))
        self.click(self.see("button", re.compile("^Show 3 new")))
        self.assertEqual(len(self.cells(3)), 3)

    def test_a_look_that_ends_while_the_page_is_shown_comes_to_its_top_and_keys_reach_it(self):
        self.change_things()
        self.open_looks()
        self.cloud.do("add", count=5)
        self.click(self.see("button", "Back Up Now"))
        new = self.see("button", re.compile("^Show 5 new"), 40)
        self.see("label", "Earlier Looks")
        for _ in range(60):
            if new.has("FOCUSED"):
                break
            self.key("Tab")
        self.assertTrue(new.has("FOCUSED"), "Tab does not come to it")
        self.key("Return")
        self.assertEqual(len(self.cells(5)), 5)

    def test_narrow(self):
        self.change_things()
        self.open_looks()
        self.xdotool("windowsize", self.window_id, "400", "800")
        self.wait(lambda: self.see("label", "Earlier Looks").box()[2] < 400 and self.sees("button", re.compile("^Show 1 renamed")), "the narrow page")
        for button in self.all("button", re.compile("^Show .*, ")):
            x, _, width, _ = button.box()
            self.assertLessEqual(x + width, 400, f"{button} is cut off")
        self.shot("looks-narrow")


if __name__ == "__main__":
    tap.main()
