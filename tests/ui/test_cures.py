#!/usr/bin/env python3
"""What stops a backup is said by Home and the bar, each with the deeds that help, and each deed does what it says."""

import csv
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import SHOWN, PhotosCase  # noqa: E402


class Cures(PhotosCase):
    def setUp(self):
        super().setUp()
        self.allowed_warnings = ("org.freedesktop.Notifications",)  # nobody shows them here

    def lose_many(self):
        """The cloud lists far fewer photos than it did."""
        self.back_up(photos=60)
        images = [a for a in self.cloud.assets() if a["resource_type"] == "image"]
        for asset in images[:25]:
            self.cloud.do("delete", asset_id=asset["asset_id"])
        self.lost = {a["public_id"] for a in images[:25]}

    def test_far_fewer_photos_are_shown_before_anything_is_believed_and_believed_by_one_click(self):
        self.lose_many()
        self.open_window(self.library)
        self.click(self.see("button", "Back Up Now"))
        self.see("label", re.compile("25 fewer than before"), 40)
        self.see("status bar", re.compile("25 fewer than before"))
        self.shot("held-back")
        self.assertEqual(self.one("SELECT count(*) FROM photos WHERE gone_at IS NOT NULL"), 0)
        self.click(self.see("button", "Show the 25"))
        self.wait_for_text("25 photos")
        self.assertEqual({p for p, in self.query("SELECT public_id FROM photos WHERE id NOT IN (SELECT photo_id FROM scan_seen)")}, self.lost)
        self.assertEqual(set(self.names(10)) - {n for n, in self.query(
            f"SELECT {SHOWN} FROM photos p WHERE id NOT IN (SELECT photo_id FROM scan_seen)")}, set(), "only those")
        self.shot("held-back-photos")
        self.stop()
        self.open_window(self.library)  # still asked, by Home
        self.see("label", re.compile("25 fewer than before"))
        self.click(self.see("button", "Yes, It Was Me"))
        self.wait(lambda: self.one("SELECT count(*) FROM photos WHERE gone_at IS NOT NULL") == 25, "them to be only here", 40)
        self.wait(lambda: "fewer than before" not in self.texts(), "nothing more to be asked")
        self.assertEqual(self.states().get("gone_from_cloud"), 25)

    def test_an_account_that_is_switched_off_is_said_and_what_is_missing_can_be_listed(self):
        self.demo(photos=30, faults=["404,on=delivery,first=4"])
        self.make_library()
        self.ctl("backup", self.library, expect=3)
        self.cloud.do("add", count=3)
        self.ctl("scan", self.library)
        self.cloud.fault("disabled")
        before = self.states()
        self.open_window(self.library)
        self.see("label", re.compile("Cloudinary has switched this account off"), 40)
        self.see("button", "Open Cloudinary")
        self.shot("account-off")
        self.click(self.all("button", "Save List of Missing…")[0])
        self.see("button", re.compile("_Save"))
        time.sleep(0.5)  # the chooser takes a path once it has listed its own folder
        path = self.home / "missing.csv"
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        self.wait(path.exists, "the list")
        self.wait_for_text("List saved")
        rows = list(csv.DictReader(path.open(newline="")))
        missing = {p for p, in self.query("SELECT public_id FROM photos WHERE state IN ('waiting', 'failed', 'arriving', 'missing', 'damaged')")}
        self.assertGreater(len(missing), 4)
        self.assertEqual({row["public_id"] for row in rows}, missing)
        self.assertEqual(self.states(), before, "nothing counts as deleted")

    def test_both_deeds_are_in_a_narrow_window_too(self):
        self.lose_many()
        self.size = (360, 800)
        self.open_window(self.library)
        self.xdotool("windowfocus", self.window_id)
        self.key("ctrl+b")
        self.see("label", re.compile("25 fewer than before"), 40)
        yes = self.see("button", "Yes, It Was Me")
        x, _, width, _ = yes.box()
        self.assertLessEqual(x + width, 360)
        self.shot("held-back-narrow")

    def test_the_plans_guard_says_by_when_all_is_here(self):
        self.demo(photos=60, more=("--plan", "0.002/0.0001"))  # 2 MB a month
        self.make_library()
        self.open_window(self.library)
        self.wait_for_text(r"share is used; more comes each day as it frees up, all by about \w+ \d{4}", 40)
        self.see("button", "Change…")
        self.shot("plan-guard")

    def test_replace_drive_lets_go_of_it_and_asks_for_another_place(self):
        self.back_up(photos=12)
        self.open_window(self.library)
        self.see("button", "Back Up Now")
        self.activate("replace-drive")
        self.see("button", re.compile("Choose a New Place"))
        self.wait_for_text("copy what you can")
        self.shot("replace-drive")

    def activate(self, action):
        """As the bar's button does, of an error that no test can make a drive have."""
        from gi.repository import Gio, GLib
        import display
        bus = Gio.DBusConnection.new_for_address_sync(
            display.screen.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        bus.call_sync("io.github.proofsheet.Proofsheet", "/io/github/proofsheet/Proofsheet/window/1", "org.gtk.Actions", "Activate",
                      GLib.Variant("(sava{sv})", (action, [], {})), None, Gio.DBusCallFlags.NONE, -1, None)
        bus.close_sync(None)


if __name__ == "__main__":
    tap.main()
