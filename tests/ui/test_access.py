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


class Access(WindowCase):
    def act_on(self, node=None, inside_combo=False):
        """What is in view and can be acted on. The list inside a combo box is the toolkit's, and never met alone."""
        node = node or self.app
        if node.role in ROLES and node.has("FOCUSABLE") and node.is_showing and not (inside_combo and node.role == "list item"):
            yield node
        if node is not self.app and node.name != "GtkStackPage" and node.role not in ("frame", "window", "dialog") and node.box()[2] <= 0:
            return
        for child in node.children():
            yield from self.act_on(child, inside_combo or node.role == "combo box")

    def check(self, where, at_least):
        found = list(self.act_on())
        self.assertGreaterEqual(len(found), at_least, f"things to act on are seen on {where}")
        # What went while it was looked at (a toast, a popover that closes) has no role any more.
        bad = [(node, node.box()) for node in found if (not node.name.strip() or TYPE_NAME.match(node.name)) and node.role]
        self.assertEqual(bad, [], f"without a name of their own on {where}")

    def test_the_wizard_names_everything(self):
        self.demo(photos=12)
        (self.home / "home" / "Pictures").mkdir()
        self.open_window()
        self.see("button", "Set Up a Backup")
        self.check("the first page", 3)
        self.key("Return")
        self.see("text", "Cloud name")
        self.check("the account page", 5)
        self.paste(self.url)
        self.key("Return")
        self.see("button", "Continue", 40)
        self.check("the plan's page", 3)
        self.key("Return")
        self.see("button", "Start Backup", 30)
        self.check("the place's page", 4)

    def test_the_window_names_everything(self):
        self.demo(photos=30, faults=["404,on=delivery,first=4"])
        self.make_library()
        self.ctl("backup", self.library, expect=3)
        self.open_window(self.library)
        self.see("button", "See Why")
        self.check("Home", 15)
        self.click(self.see("button", "See Why"))
        self.see("button", re.compile("^Try All"))
        self.check("Needs You", 15)
        self.click(self.see(None, re.compile("^All Photos")))
        self.photos(5)
        self.check("the grid", 25)
        self.key("Tab", "alt+Return")
        self.check("the facts", 25)
        self.click(self.photos(5)[2], repeat=2)
        self.wait(lambda: self.sees("button", "Back"), "the viewer")
        self.check("the viewer", 5)
        self.key("Escape")
        self.key("ctrl+comma")
        self.see(None, "Stay inside My Plan")
        self.check("the preferences", 30)

    def test_the_duplicates_name_everything(self):
        self.demo(photos=120, max_side=100)
        self.make_library()
        self.ctl("backup", self.library)
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^Tidy Up")))
        self.click(self.see(None, re.compile("^Duplicates")))
        self.click(self.see("button", re.compile("^Look-Alikes, ")))
        row = self.see("panel", re.compile("in Cloudinary more than needed: "))
        self.click(self.see("button", "Choose by a Rule"))
        self.wait_for_text("would be marked")
        self.check("the shelves", 20)
        self.click(row)
        self.wait_for_text("Folder differs")
        self.check("the comparison", 20)
        self.click(self.see("button", "All Groups"))
        self.click(self.see("button", re.compile("^Bursts, ")))
        self.click(self.see("panel", re.compile(r"^\d+ photos: ")))
        self.wait_for_text("Group 1 of")
        self.check("a burst", 20)

    def test_dialogs_menus_and_empty_places_name_everything(self):
        self.demo(photos=30)
        self.make_library()
        self.ctl("backup", self.library)
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^All Photos")))
        cells = self.photos(5)
        self.key("ctrl+n")
        self.see("text", "Name")
        self.check("a new collection", 15)
        self.key("ctrl+a")
        self.type("Empty")
        self.key("Return")
        self.click(self.see(None, re.compile("^Empty")))
        self.check("an empty collection", 15)
        self.click(self.see(None, re.compile("^All Photos")))
        cells = self.photos(5)
        self.click(cells[0])
        self.key("shift+Right")
        self.wait_for_text("2 of 30 selected")
        self.check("a selection", 25)
        self.key("ctrl+e")
        self.see("button", re.compile("^Choose"))
        self.check("an export", 25)
        self.key("Escape")
        self.wait(lambda: not self.all("button", re.compile("^Choose")), "the export to close")
        self.key("ctrl+shift+d")
        self.see("entry", "Add to Collection")
        self.check("the choice of a collection", 25)
        self.key("Escape")
        self.click(self.photos(5)[0], button=3)
        self.see("menu item")
        self.check("a photo's menu", 25)
        self.key("Escape")
        self.key("ctrl+t")
        self.see("check box")
        self.check("the tags of a selection", 25)
        self.key("Escape")
        self.key("ctrl+j")
        self.see("spin", "Hours")
        self.check("a clock put right", 25)
        self.key("Escape")
        self.key("ctrl+f")
        self.type("nothing has this name")
        self.key("Return")
        self.wait(lambda: not self.all("table cell"), "an empty search")
        self.check("an empty search", 15)
        self.key("ctrl+shift+n")
        self.see("button", re.compile(r"^\d{4}, \d+ photo"))
        self.check("statistics", 25)
        self.click(self.see(None, re.compile("^All Shoots…")))
        self.see(None, re.compile(r", found, .* photos?$"))
        self.check("all shoots", 20)


if __name__ == "__main__":
    tap.main()
