#!/usr/bin/env python3
"""Backing up, failures and trying again, in the window and from outside."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class Backup(WindowCase):
    def row(self, statement):
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement).fetchone()

    def states(self):
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return dict(db.execute("SELECT state, photos FROM state_counts WHERE photos > 0"))

    def here(self):
        return self.row("SELECT count(*) FROM photos WHERE is_downloaded = 1")[0]

    def test_one_click_retries_one_and_one_click_retries_all(self):
        self.demo(photos=60, faults=["404,on=delivery,first=10"])
        self.make_library()
        self.ctl("backup", self.library, expect=3)
        self.assertEqual(self.states().get("failed"), 10)
        attempts = self.row("SELECT count(*) FROM failed_downloads")[0]
        self.open_window(self.library)
        self.click(self.see("button", "See Why"))
        one = self.wait(lambda: [n for n in self.all("button") if n.name.startswith("Try ") and n.name.endswith(" again")], "a photo to retry")[0]
        self.click(one)
        self.wait(lambda: self.states().get("failed") == 9, "one photo to be proven")
        self.click(self.see("button", "Try All 9 Again"))
        self.wait(lambda: "failed" not in self.states() and "waiting" not in self.states() and "arriving" not in self.states(), "all to be proven")
        self.see(None, "Nothing Needs You")
        self.assertGreaterEqual(self.row("SELECT count(*) FROM failed_downloads")[0], attempts, "every attempt is kept")
        self.assertEqual(self.row("SELECT count(*) FROM failed_downloads WHERE resolved_at IS NULL")[0], 0)

    def test_a_hundred_clicks_on_back_up_now_start_one_backup(self):
        self.demo(photos=40, faults=["drip=30000,on=delivery"])  # slow enough to be clicked at
        self.make_library()
        self.open_window(self.library)
        x, y = self.place_of(self.see("button", "Back Up Now"))
        self.xdotool("mousemove", str(x), str(y), "click", "--repeat", "100", "--delay", "10", "1")
        self.wait(lambda: self.states().get("proven", 0) + self.states().get("skipped", 0) == 40, "all photos", 60)
        self.wait_for_text("Done|all proven")
        scans = self.row("SELECT count(*) FROM backup_sessions WHERE session_type = 'scan'")[0]
        self.assertEqual(scans, 1)
        self.assertEqual(len({r["path"] for r in self.cloud.fetches()}), len(self.cloud.fetches()), "nothing was fetched twice")

    def test_a_pause_outlives_quitting_and_go_on_brings_the_rest(self):
        self.demo(photos=60, faults=["drip=15000,on=delivery"])
        self.make_library()
        self.open_window(self.library)
        self.click(self.see("button", "Back Up Now"))
        self.wait(lambda: self.states().get("proven", 0) > 0, "the first photo")
        self.click(self.see("button", "Pause"))
        self.wait_for_text("Paused")
        self.stop()
        before = self.states()
        self.assertGreater(before.get("waiting", 0), 0, "something is left to fetch")
        fetched = len(self.cloud.fetches())
        self.open_window(self.library)
        self.wait_for_text("Paused")
        self.assertEqual(self.states(), before)
        self.assertEqual(len(self.cloud.fetches()), fetched, "nothing is asked for while it is paused")
        self.see("button", "Go On")
        self.click(self.all("button", "Go On")[-1])  # the bar's: Home may still be settling
        self.wait(lambda: self.states().get("proven", 0) + self.states().get("skipped", 0) == 60, "all photos", 60)

    def test_get_now_brings_ten_waiting_photos_before_all_others(self):
        self.demo(photos=60, faults=["drip=15000,on=delivery"])
        self.make_library()
        self.ctl("scan", self.library)
        self.open_window(self.library)
        self.click(self.see("button", "Pause"))
        self.wait_for_text("Paused")
        already = self.here()
        self.click(self.see(None, re.compile("^All Photos")))
        cells = self.photos(12)
        self.click(cells[1])
        self.click(cells[10], keys=["shift"])
        n = int(self.wait_for_text(r"(\d+) of 60 selected").group(1))
        self.assertGreaterEqual(n, 10)
        self.key("Menu")  # of waiting photos it begins with Get Now
        self.see("menu item", "Get Now")
        self.key("Return")
        self.wait(lambda: self.here() > already or self.row("SELECT 1 FROM photos WHERE asked_for_us IS NOT NULL"), "the wish", 10)
        self.wait(lambda: self.here() > already, "the first of them", 60)
        self.wait(lambda: not self.row("SELECT 1 FROM photos WHERE asked_for_us IS NOT NULL AND state IN ('waiting', 'arriving')"),
                  "the photos", 60)
        self.assertLessEqual(self.here(), already + n, "those, and no other: it is still paused")
        self.assertGreater(self.here(), already)


if __name__ == "__main__":
    tap.main()
