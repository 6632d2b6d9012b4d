#!/usr/bin/env python3
"""The wizard: from nothing to a proven library, by keyboard alone, and every wrong key by its words."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401


class Wizard(WindowCase):
    def begin(self, **options):
        self.demo(photos=30, **options)
        (self.home / "home" / "Pictures").mkdir(exist_ok=True)
        self.open_window()
        self.see("button", "Set Up a Backup")
        self.key("Return")
        self.see("text", "Cloud name")

    def fill(self, url):
        """As a person pastes the line of Cloudinary's console."""
        self.see("text", "Cloud name")
        self.key("ctrl+a")
        self.paste(url)

    def fail_with(self, url, pattern):
        self.fill(url)
        self.key("Return")
        self.wait_for_text(pattern, 30)
        self.assertFalse(self.sees("button", "Continue"), "a wrong key leads nowhere")

    def test_from_first_start_to_a_proven_library_by_keyboard_alone(self):
        self.begin()
        self.fill(self.url)
        self.key("Return")
        self.see("button", "Continue", 40)
        self.key("Return")
        self.see("button", "Start Backup", 30)
        self.key("Return")
        self.wait_for_text(r"All photos|All 30|proven", 60)
        catalogs = self.wait(lambda: list((self.home / "home").rglob("photos.db")), "a library")
        def states():
            with sqlite3.connect(f"file:{catalogs[0]}?mode=ro", uri=True, timeout=10) as db:
                return dict(db.execute("SELECT state, photos FROM state_counts WHERE photos > 0"))
        self.wait(lambda: states().get("proven", 0) + states().get("skipped", 0) == 30, "all photos proven", 60)
        self.library = catalogs[0].parent
        self.assertNotIn(b"test-secret-AbCdEf123456", catalogs[0].read_bytes())

    def test_the_line_typed_letter_by_letter_is_read_like_one_that_is_pasted(self):
        self.begin()
        self.see("text", "Cloud name")
        self.type(self.url)
        self.key("Return")
        self.see("button", "Continue", 40)

    def test_a_typed_line_is_read_when_its_field_is_left(self):
        self.begin()
        self.see("text", "Cloud name")
        self.type(self.url.replace("123456789012345", "999999999999999"))
        self.key("Tab", "Tab")
        self.key("Return")
        self.wait_for_text(r"does not know this key", 30)

    def test_a_wrong_secret_is_told(self):
        self.begin()
        self.fail_with(self.url.replace("test-secret-AbCdEf123456", "another-secret-AbCdEf12345"), r"secret does not fit")

    def test_a_wrong_key_is_told(self):
        self.begin()
        self.fail_with(self.url.replace("123456789012345", "999999999999999"), r"does not know this key|secret does not fit")

    def test_a_wrong_cloud_is_told(self):
        self.begin()
        self.fail_with(self.url.replace("@demo-studio", "@another-studio"), r"cloud name")

    def test_a_key_without_rights_is_told(self):
        self.begin(faults=["no-list"])
        self.fail_with(self.url, re.compile(r"may not list photos").pattern)


if __name__ == "__main__":
    tap.main()
