#!/usr/bin/env python3
"""Shoots in the window: accepted, described, merged, split, dissolved, each undone; what is a person's no later look changes."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402

ROW = re.compile(r"^(.+?), (?:(?:found|preview), )?(\d+ \w+ \d{4})(?: · [\d:–]+)? · (\d+) photos?(?: · .*)?$")


class ShootsCase(PhotosCase):
    def setUp(self):
        super().setUp()
        self.back_up(photos=90)

    def open_shoots(self, **options):
        self.open_window(self.library, **options)
        self.click(self.see(None, re.compile("^All Shoots…")))
        self.rows(3)

    def rows(self, at_least):
        """Rows of the page, from the top."""
        def look():
            rows = {row.box()[1]: row for row in self.all("list item", ROW)}
            return [rows[y] for y in sorted(rows)] if len(rows) >= at_least else None
        return self.wait(look, f"{at_least} shoots")

    def shoots(self):
        return self.query("SELECT id, name, origin, photos FROM photo_shoots ORDER BY shoot_date DESC, id DESC")

    def members(self):
        return self.query("SELECT shoot_id, photo_id FROM photo_shoot_assignments ORDER BY 1, 2")

    def select(self, *rows):
        self.click(rows[0])
        for row in rows[1:]:
            self.click(row, keys=["ctrl"])

    def do(self, name):
        button = self.see("button", name)
        self.wait(lambda: button.has("SENSITIVE"), f"{name} to be there for a click")
        self.click(button)


class Shoots(ShootsCase):
    def test_two_are_merged_and_undo_divides_them_again(self):
        self.open_shoots()
        before, members = self.shoots(), self.members()
        rows = self.rows(3)
        self.select(rows[0], rows[1])
        self.do("Merge")
        merged = before[0][3] + before[1][3]
        self.wait(lambda: len(self.shoots()) == len(before) - 1 and merged in [n for *_, n in self.shoots()], "one of two")
        kept = next(s for s in self.shoots() if s[3] == merged)
        self.assertIn(kept[0], (before[0][0], before[1][0]))
        self.assertEqual(kept[2], "accepted", "what a person put together is the person's")
        self.wait_for_text(rf"· {merged} photos")
        self.key("ctrl+z")
        self.wait(lambda: self.shoots() == before and self.members() == members, "two again, each with its photos")
        self.key("ctrl+shift+z")
        self.wait(lambda: len(self.shoots()) == len(before) - 1, "one again")

    def test_one_is_dissolved_its_photos_stay_and_undo_brings_it_back(self):
        self.open_shoots()
        before, members = self.shoots(), self.members()
        self.select(self.rows(3)[1])
        self.do("Dissolve")
        self.wait(lambda: self.shoots() == [s for s in before if s[0] != before[1][0]], "one shoot less")
        self.assertEqual(self.one("SELECT count(*) FROM photos"), 90)
        self.wait_for_text("1 shoot dissolved; its photos stay")
        self.key("ctrl+z")
        self.wait(lambda: self.shoots() == before and self.members() == members, "the shoot again, with its photos")

    def test_one_is_split_at_a_photo_and_undo_joins_it_again(self):
        self.open_shoots()
        before, members = self.shoots(), self.members()
        shoot, name, _, n_photos = before[0]
        self.select(self.rows(3)[0])
        self.do("Open")
        in_order = [i for i, in self.query("""SELECT p.id FROM photo_shoot_assignments a JOIN photos p ON p.id = a.photo_id
                                               WHERE a.shoot_id = ? ORDER BY p.sort_us, p.id""", shoot)]
        self.wait(lambda: {self.name_of(c) for c in self.cells(4)} and self.sees("label", f"{n_photos} photos"), "the shoot's photos")
        at = next(c for c in self.cells(4) if self.query("SELECT count(*) FROM photos p WHERE iif(p.format IS NULL OR lower(p.name) LIKE '%.' || "
                  "lower(p.format), p.name, p.name || '.' || p.format) = ?", self.name_of(c)) == [(1,)] and self.id_of(c) in in_order[1:-1])
        rest = in_order[in_order.index(self.id_of(at)):]
        self.click(at)
        self.click(at, button=3)
        self.choose("Split the Shoot Here")
        self.wait(lambda: len(self.shoots()) == len(before) + 1, "one shoot more")
        made = next(s[0] for s in self.shoots() if s[0] not in {b[0] for b in before})
        self.assertEqual(sorted(i for s, i in self.members() if s == made), sorted(rest), "from the photo on")
        self.assertEqual(sorted(i for s, i in self.members() if s == shoot), sorted(set(in_order) - set(rest)))
        self.key("ctrl+z")
        self.wait(lambda: self.shoots() == before and self.members() == members, "one again")

    def test_one_is_renamed_with_client_location_and_notes_and_undone(self):
        self.open_shoots()
        before = self.query("SELECT id, name, client, location, description, origin FROM photo_shoots ORDER BY id")
        shoot = self.shoots()[0][0]
        self.select(self.rows(3)[0])
        self.key("F2")
        self.see("text", "Client")
        self.key("ctrl+a")
        self.type("Wedding in May")
        for text in ("Rossi", "Verona", "Two albums"):
            self.key("Tab", "ctrl+a")
            self.type(text)
        self.key("Return")
        self.wait(lambda: self.query("SELECT name, client, location, description, origin FROM photo_shoots WHERE id = ?", shoot)
                  == [("Wedding in May", "Rossi", "Verona", "Two albums", "accepted")], "what was typed")
        self.wait_for_text("Wedding in May")
        self.wait_for_text("Rossi · Verona")
        self.key("ctrl+z")
        self.wait(lambda: self.query("SELECT id, name, client, location, description, origin FROM photo_shoots ORDER BY id") == before, "as it was")

    def test_what_is_a_persons_no_later_look_changes(self):
        self.open_shoots()
        rows, before = self.rows(3), self.shoots()
        self.select(rows[0])
        self.do("Accept")
        self.wait(lambda: self.shoots()[0][2] == "accepted", "one that is accepted")
        self.select(*self.rows(3)[1:3])
        self.do("Merge")
        self.wait(lambda: [s[2] for s in self.shoots()].count("accepted") == 2, "two that are accepted")
        mine = {s[0]: sorted(i for shoot, i in self.members() if shoot == s[0]) for s in self.shoots() if s[2] == "accepted"}
        self.assertEqual(set(mine), {before[0][0], *mine})
        for key in ("End", "Home"):
            self.click(self.see("slider", "Fewer or More Shoots"))
            self.key(key)
            self.do("Apply")
            level = "4" if key == "End" else "-4"
            self.wait(lambda: self.query("SELECT value FROM settings WHERE key = 'shoots_level'") == [(level,)], f"shoots at {level}")  # noqa: B023
            self.assertEqual({s: sorted(i for shoot, i in self.members() if shoot == s) for s in mine}, mine)
            self.assertEqual([s[2] for s in self.shoots()].count("accepted"), 2)
        for i in range(6):
            self.cloud.do("add", public_id=f"later-{i}")
        self.key("ctrl+b")
        self.wait(lambda: self.one("SELECT count(*) FROM photos WHERE state = 'proven'") >= 95, "six photos more", 60)
        self.assertEqual({s: sorted(i for shoot, i in self.members() if shoot == s) for s in mine}, mine)

    def test_the_scale_shows_in_the_list_what_apply_then_makes(self):
        self.open_shoots()
        self.select(self.rows(3)[0])
        self.do("Accept")
        self.wait(lambda: self.shoots()[0][2] == "accepted", "one that is accepted")
        before, members = self.shoots(), self.members()
        self.click(self.see("slider", "Fewer or More Shoots"))
        self.key("Home")
        self.wait(lambda: self.previews(), "shoots that there would be")
        told = int(self.wait_for_text(r"(\d+) shoots? found among").group(1))
        previews = self.wait(lambda: self.previews() if len(self.previews()) == told else None, f"{told} of them in the list")
        self.assertTrue(self.rows(told + 1), "the accepted one is among them")
        self.assertFalse(self.see("button", "Dissolve").has("SENSITIVE"), "what is not there yet cannot be changed")
        self.assertEqual((self.shoots(), self.members()), (before, members), "only Apply makes them")
        self.do("Apply")
        self.wait(lambda: sorted(n for *_, origin, n in self.shoots() if origin == "found") == sorted(previews), f"found ones of {previews}")
        self.wait(lambda: not self.previews() and len(self.rows(1)) == told + 1, "the list shows what is there")
        self.key("ctrl+z")
        self.wait(lambda: len(self.shoots()) == len(before), "as many as before")

    def previews(self):
        """How many photos each of them would have."""
        return [int(m.group(1)) for n in self.all("list item", re.compile(", preview, "))
                if (m := re.search(r" · (\d+) photos?$", n.name))]


class NarrowShoots(ShootsCase):
    size = (400, 800)

    def test_deeds_are_in_a_menu_where_there_is_no_room(self):
        self.open_window(self.library)
        self.key("F9")
        self.click(self.see(None, re.compile("^All Shoots…")))
        self.rows(2)
        before = self.shoots()
        self.select(self.rows(2)[0])
        for name in ("Open", "Accept"):
            boxes = [node.box() for node in self.all("button", name)]
            self.assertTrue(any(0 <= x and x + width <= 400 for x, _, width, _ in boxes), f"{name} is in the window")
        self.click([node for node in self.all("button", "More for the Selection") if node.box()[0] + node.box()[2] <= 400][-1])
        self.choose("Dissolve")
        self.wait(lambda: len(self.shoots()) == len(before) - 1, "one shoot less")


if __name__ == "__main__":
    tap.main()
