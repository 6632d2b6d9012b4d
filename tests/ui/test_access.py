#!/usr/bin/env python3
"""Every widget that can be acted on has a role and a name of its own, on every page."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import WindowCase, setUpModule, tearDownModule  # noqa: E402,F401

ROLES = ("push button", "toggle button", "check box", "radio button", "text", "entry", "combo box", "slider", "spin button",
         "switch", "list item", "menu item", "link", "table cell", "grid cell")
TYPE_NAME = re.compile(r"^(Gtk|Adw|Ps)[A-Z]\w+$|_\w+ \w")  # or a mnemonic's underscore, told aloud
# The toolkit's own: a row that only holds other widgets, and the drop-down inside a combo row.
OF_THE_TOOLKIT = ("list item",)


class Access(WindowCase):
    def check(self, where):
        bad = [node for node in self.app.walk() if node.role in ROLES and node.has("FOCUSABLE") and node.is_showing
               and (not node.name.strip() or TYPE_NAME.match(node.name)) and node.role not in OF_THE_TOOLKIT]
        self.assertEqual(bad, [], f"without a name of their own on {where}")

    def test_the_wizard_names_everything(self):
        self.demo(photos=12)
        self.open_window()
        self.see("button", "Set Up a Backup")
        self.check("the first page")
        self.key("Return")
        self.see("text", "Cloud name")
        self.check("the account page")

    def test_the_window_names_everything(self):
        self.demo(photos=30, faults=["404,on=delivery,first=4"])
        self.make_library()
        self.ctl("backup", self.library, expect=3)
        self.open_window(self.library)
        self.see("button", "See Why")
        self.check("Home")
        self.click(self.see("button", "See Why"))
        self.see("button", re.compile("^Try All"))
        self.check("Needs You")
        self.click(self.see(None, re.compile("^All Photos")))
        self.photos(5)
        self.check("the grid")
        self.key("Tab", "alt+Return")
        self.check("the facts")
        self.click(self.photos(5)[2], repeat=2)
        self.wait(lambda: self.sees("button", "Back"), "the viewer")
        self.check("the viewer")
        self.key("Escape")
        self.key("ctrl+comma")
        self.see(None, "Stay inside My Plan")
        self.check("the preferences")


if __name__ == "__main__":
    tap.main()
