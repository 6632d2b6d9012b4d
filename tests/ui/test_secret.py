#!/usr/bin/env python3
"""The secret is refused one day: said in words, asked for once, and the backup goes on."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from harness import API_SECRET  # noqa: E402
from photos import Notifications, PhotosCase  # noqa: E402

NEW_SECRET = "made-anew-XyZ987654321abc"
REFUSED = "Cloudinary no longer accepts the secret"


class Secret(PhotosCase):
    def setUp(self):
        super().setUp()
        self.allowed_warnings = ("org.freedesktop.Notifications",)  # nobody shows them here

    def type_into(self, name, text):
        field = self.see("text", name)
        self.click(field)
        self.key("ctrl+a")
        self.type(text)

    def n_here(self):
        return self.one("SELECT count(*) FROM photos WHERE is_downloaded = 1")

    def is_complete(self):
        states = self.states()
        return states.get("proven", 0) + states.get("skipped", 0) + states.get("size_only", 0) == 20

    def open_refused(self):
        """A backup that is started, and refused; returns the window's form."""
        self.demo(photos=20)
        self.make_library()
        self.cloud.do("key", secret=NEW_SECRET, other="555555555555555")
        self.open_window(self.library)  # which looks through the cloud by itself
        self.wait_for_text(REFUSED)

    def open_form(self):
        self.click_until(lambda: self.see("button", "Enter New Secret"), lambda: self.sees("text", "API secret"), "the form")

    def test_bar_and_home_say_it_and_the_new_secret_goes_on_without_another_click(self):
        self.open_refused()
        self.see("status bar", re.compile(REFUSED))
        self.see("label", re.compile(REFUSED))
        self.wait_for_text("everything here is untouched")
        self.shot("refused")
        self.open_form()
        self.shot("form")
        self.type(API_SECRET)  # the old one: the empty field has the focus, the key that was used stands there already
        self.click(self.see("button", "Check"))
        self.wait_for_text("The secret does not fit this key")
        self.shot("wrong")
        self.assertTrue(self.sees("button", "Check"), "the window stays")
        self.type_into("API secret", NEW_SECRET)
        self.key("Return")
        self.wait(self.is_complete, "all photos, without another click", 60)
        self.wait(lambda: not self.sees("text", "API secret"), "the window to close")
        self.wait(lambda: REFUSED not in self.texts(), "nothing more to be said of it")
        self.stop()
        self.assertNotIn(NEW_SECRET, self.error_path.read_text(errors="replace"))
        # Kept in the keyring: the next start asks for nothing.
        self.cloud.do("add", count=2)
        self.open_window(self.library)
        self.click(self.see("button", "Back Up Now"))
        self.wait(lambda: self.n_here() > 0 and self.one("SELECT count(*) FROM photos") == 22 and "waiting" not in self.states()
                  and "arriving" not in self.states(), "the new photos", 60)
        self.assertNotIn(REFUSED, self.texts())

    def test_what_stops_a_backup_without_its_window_is_told_on_the_desktop(self):
        self.demo(photos=5200, faults=["drip=20000,on=delivery", "drip=200000,on=api"])
        self.make_library()
        desktop = Notifications(self)
        self.open_window(self.library)
        self.wait(lambda: self.n_here() > 0, "the first photo", 60)
        self.key("ctrl+w")
        desktop.wait_for("without the window")
        self.cloud.do("key", secret=NEW_SECRET)
        desktop.wait_for(REFUSED)

    def test_a_key_of_another_account_is_refused_in_words_and_nothing_is_mixed(self):
        self.open_refused()
        self.open_form()
        self.type_into("API key", "555555555555555")
        self.type_into("API secret", NEW_SECRET)
        self.click(self.see("button", "Check"))
        self.wait_for_text("This key is of another account than the library of “demo-studio”")
        self.type_into("API key", "111111111111111")
        self.click(self.see("button", "Check"))
        self.wait_for_text("Cloudinary does not know this key")
        self.click(self.see("text", "API secret"))
        self.key("ctrl+a")
        self.paste(self.url.replace("@demo-studio", "@somebody-else"))
        self.wait_for_text("This line is of another account than the library")
        self.key("Escape")
        self.wait(lambda: not self.sees("text", "API secret"), "the window to close")
        self.assertEqual(self.n_here(), 0)
        self.wait_for_text(REFUSED)

    def test_a_secret_that_changes_while_the_backup_runs_stops_it_and_it_goes_on_where_it_was(self):
        self.demo(photos=5200, faults=["drip=20000,on=delivery", "drip=200000,on=api"])
        self.make_library()
        self.open_window(self.library)
        self.wait(lambda: self.n_here() > 0, "the first photo", 60)
        self.cloud.do("key", secret=NEW_SECRET)
        self.see("status bar", re.compile(REFUSED), 60)
        self.see("label", re.compile(REFUSED))
        known, here = self.one("SELECT count(*) FROM photos"), self.n_here()
        self.assertLess(known, 5200, "it was looking still")
        self.click(self.all("button", "Enter New Secret")[-1])
        self.see("text", "API secret")
        self.paste(self.url.replace(API_SECRET, NEW_SECRET))
        self.key("Return")
        self.wait(lambda: self.n_here() > here and self.one("SELECT count(*) FROM photos") > known, "more photos", 60)
        self.assertNotIn(REFUSED, self.texts())


if __name__ == "__main__":
    tap.main()
