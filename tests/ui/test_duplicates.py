#!/usr/bin/env python3
"""Duplicates: the shelves tell the truth, a keeper is chosen side by side or by a rule that is told before; nothing is deleted, all can be undone."""

import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import SHOWN, PhotosCase  # noqa: E402

SHELVES = {"bytes": "Same Bytes", "picture": "Same Picture, Other Metadata", "look": "Look-Alikes", "burst": "Bursts"}
SORTED = ("SELECT * FROM duplicate_marks ORDER BY 1", "SELECT photo_id, tag_id, source FROM photo_tags ORDER BY 1, 2, 3",
          "SELECT photo_id, collection_id, added_at FROM photo_collections ORDER BY 1, 2", "SELECT * FROM photo_marks ORDER BY 1")


def size_of(n):
    """As GLib tells it."""
    if n < 1000:
        return f"{n} byte{'s' * (n != 1)}"
    return f"{n / 1000:.1f}\u00a0kB" if n < 1000000 else f"{n / 1000000:.1f}\u00a0MB"


class DuplicatesCase(PhotosCase):
    def setUp(self):
        super().setUp()
        self.back_up(photos=120, max_side=200)

    def listed(self, *arguments):
        return self.ctl("duplicates", self.library, "--json", *arguments).json

    def shelves(self):
        """What the command says of each: its groups, with all that is on it."""
        listed = {word: self.listed("list", "--shelf", word) for word in SHELVES}
        return {word: (found["groups"], found[word]) for word, found in listed.items()}

    def sorted(self):
        return [self.query(statement) for statement in SORTED]

    def marks(self):
        return dict(self.query("SELECT photo_id, keeper_id FROM duplicate_marks"))

    def tags_of(self, photo):
        return {tag for tag, in self.query("SELECT tag_id FROM photo_tags WHERE photo_id = ?", photo)}

    def collections_of(self, photo):
        return {tag for tag, in self.query("SELECT collection_id FROM photo_collections WHERE photo_id = ?", photo)}

    def open_page(self, shelf=None):
        self.open_window(self.library)
        self.click(self.see(None, re.compile("^Tidy Up")))
        self.click(self.see(None, re.compile("^Duplicates")))
        self.see("button", re.compile("^Same Bytes, "))
        if shelf:
            self.click(self.see("button", re.compile(f"^{SHELVES[shelf]}, ")))

    def rows(self, n):
        """The groups that are in view, in reading order."""
        def look():
            rows = sorted((row for row in self.all("panel", re.compile(r"^\d+ photos?( · [^:]*)?: ")) if row.box()[2] > 250),
                          key=lambda row: row.box()[1])
            return rows if len(rows) >= n else None
        return self.wait(look, f"{n} groups")

    def file_count(self):
        return sum(1 for path in (self.library / "Photos").rglob("*") if path.is_file())


class Shelves(DuplicatesCase):
    def test_the_shelves_tell_how_many_groups_and_what_they_cost(self):
        told = self.shelves()
        self.open_page()
        for word, (groups, sums) in told.items():
            n = sums["groups"]
            words = f"{SHELVES[word]}, " + (f"{n} group{'s' * (n != 1)}" if n else "None") + (f" · {size_of(sums['extra_bytes'])}" if sums["extra_bytes"] else "")
            self.click(self.see("button", words))
            if not n:
                self.wait_for_text("Nothing on This Shelf|No Bursts")
                continue
            names = [sorted(photo["name"] for photo in group["photos"][:6]) for group in groups]
            for row in self.rows(min(n, 2)):
                shown = sorted(re.split(r"; ", row.name.split(": ", 1)[1]))
                self.assertIn(shown, names, word)
                at = names.index(shown)
                extra = groups[at]["extra_bytes"]
                self.assertEqual(row.name.split(": ")[0], f"{len(groups[at]['photos'])} photos"
                                 + (f" · {size_of(extra)} in Cloudinary more than needed" if extra else ""), word)
        # Of bursts none is kept in the place of others.
        self.click(self.see("button", re.compile("^Bursts, ")))
        self.wait_for_text("none of them counts as a duplicate")
        self.assertFalse(self.sees("button", "Choose by a Rule"))
        self.assertEqual(self.marks(), {})

    def test_the_sidebar_counts_the_photos_that_are_not_settled(self):
        told = self.shelves()
        on_shelves = {photo["id"] for word in ("bytes", "picture", "look") for group in told[word][0] for photo in group["photos"]}
        self.open_page()
        self.see(None, f"Duplicates, {len(on_shelves)}")

    def test_the_scale_looks_for_look_alikes_at_once_and_keeps_the_distance(self):
        # Two that only their looks tell: what the camera wrote into the small one is lost.
        small, large = sorted(self.listed("list", "--shelf", "look")["groups"][0]["photos"], key=lambda photo: photo["width"])[:2]
        with sqlite3.connect(self.library / "photos.db") as db:
            (print_of_large,), = db.execute("SELECT fingerprint FROM photos WHERE id = ?", (large["id"],))
            db.execute("UPDATE photos SET taken_at_us = NULL, fingerprint = ? WHERE id = ?", (print_of_large ^ 3, small["id"]))
            if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'photo_imprints'").fetchall():
                db.execute("DELETE FROM photo_imprints WHERE photo_id IN (?, ?)", (small["id"], large["id"]))  # the bits alone tell
        db.close()
        before = len(self.listed("list", "--shelf", "look")["groups"])
        self.open_page("look")
        self.click(self.see("slider", "How Alike They Must Look"))
        self.key("Home")
        self.wait(lambda: self.query("SELECT value FROM settings WHERE key = 'duplicates_distance'") == [("0",)], "a distance of 0")
        self.wait_for_text(f"Look-Alikes, {before - 1} group")
        self.assertEqual(len(self.listed("list", "--shelf", "look")["groups"]), before - 1)
        self.key("Page_Up")
        self.key("Page_Up")
        self.key("Page_Up")
        self.key("Right")
        self.wait(lambda: self.query("SELECT value FROM settings WHERE key = 'duplicates_distance'") == [("10",)], "a distance of 10")
        self.wait_for_text(f"Look-Alikes, {before} group")

    def test_nothing_is_looked_for_where_no_photo_is(self):
        self.ctl("init", self.home / "Empty", "--account-from", "stdin", "--remember", url=None, stdin=self.url + "\n", **self.secrets())
        self.cloud.fault("503")
        self.open_window(self.home / "Empty")
        self.click(self.see(None, re.compile("^Tidy Up")))
        self.click(self.see(None, re.compile("^Duplicates")))
        self.wait_for_text("Not Looked for Yet")


class Comparison(DuplicatesCase):
    def setUp(self):
        super().setUp()
        # The small one has what the other has not.
        self.group = self.listed("list", "--shelf", "look")["groups"][0]
        self.small, self.large = sorted(self.group["photos"], key=lambda photo: photo["width"])[:2]
        query = f'id:"{self.small["public_id"]}"'
        self.ctl("tag", self.library, "add", "Print/Large", query)
        self.ctl("tag", self.library, "rate", "4", query)
        self.ctl("collection", self.library, "create", "Wall")
        self.ctl("collection", self.library, "add", "Wall", query)
        self.before, self.files = self.sorted(), self.file_count()

    def check_kept(self):
        """The large one is kept, and has what the small one had."""
        self.wait(lambda: self.marks() == {self.small["id"]: self.large["id"]}, "one that is marked")
        self.assertLessEqual(self.tags_of(self.small["id"]), self.tags_of(self.large["id"]))
        self.assertLessEqual(self.collections_of(self.small["id"]), self.collections_of(self.large["id"]))
        self.assertEqual(self.one("SELECT rating FROM photo_marks WHERE photo_id = ?", self.large["id"]), 4)
        self.assertEqual(self.one("SELECT count(*) FROM photos"), 120)
        self.assertEqual(self.file_count(), self.files)

    def test_two_are_compared_and_what_differs_is_marked_and_one_is_kept_and_it_is_undone(self):
        self.open_page("look")
        row = next(row for row in self.rows(1) if self.small["name"] in row.name)
        self.click(row)
        self.see("button", f"Keep {self.small['name']}")
        self.wait_for_text("Pixels differs")
        self.wait_for_text("Tags differs")
        self.wait_for_text("Collections differs")
        self.assertTrue(self.sees("label", "Format"))
        self.assertFalse(self.sees("label", "Format differs"))
        self.wait_for_text(re.escape(f"{self.small['width']} × {self.small['height']}"))
        self.wait_for_text("Print/Large")
        self.wait_for_text("4 stars")
        left = self.all("panel", self.small["name"])[0].box()[0] < self.all("panel", self.large["name"])[0].box()[0]
        self.click(self.see("button", "Swap Sides"))
        self.wait(lambda: (self.all("panel", self.small["name"])[0].box()[0] < self.all("panel", self.large["name"])[0].box()[0]) != left, "sides swapped")
        self.click(self.see("button", f"Keep {self.large['name']}"))
        self.click(self.see("button", re.compile("^Undo")))  # of the toast, while it is there
        self.wait(lambda: self.sorted() == self.before, "all as it was")
        self.wait_for_text("Not chosen yet")
        self.key("ctrl+shift+z")
        self.check_kept()
        self.wait_for_text("Marked: another is kept")
        self.wait(lambda: not self.sees("label", "Tags differs") and self.sees("label", "Tags"), "the same tags now")

    def test_it_is_all_done_by_keyboard(self):
        self.open_page("look")
        self.rows(1)
        names = [sorted(photo["name"] for photo in group["photos"]) for group in self.listed("list", "--shelf", "look")["groups"]]
        at = [group["group"] for group in self.listed("list", "--shelf", "look")["groups"]].index(self.group["group"])
        for _ in range(40):
            self.key("Tab")
            if self.focused_row():
                break
        self.assertTrue(self.focused_row(), "Tab comes to the groups")
        self.key("Home", *["Down"] * at, "Return")
        self.wait_for_text(f"Group {at + 1} of {len(names)} · Look-Alikes")
        first = min(self.all("panel", self.small["name"]) + self.all("panel", self.large["name"]), key=lambda node: node.box()[0]).name
        self.key("1" if first == self.large["name"] else "2")
        self.check_kept()
        self.key("ctrl+z")
        self.wait(lambda: self.sorted() == self.before, "all as it was")
        self.key("ctrl+shift+z")
        self.check_kept()
        if len(names) > at + 1:
            self.key("Page_Down")
            self.wait_for_text(f"Group {at + 2} of {len(names)}")
            self.key("Page_Up")
            self.wait_for_text(f"Group {at + 1} of {len(names)}")
        self.key("Escape")
        self.wait_for_text(f"Look-Alikes, [^|]*, 1 of {len(names)} settled")

    def focused_row(self):
        return any(row.has("FOCUSED") for row in self.all("list item")) or any(
            node.has("FOCUSED") and node.box()[2] > 250 and node.box()[3] > 60 for node in self.app.walk())

    def test_marks_are_taken_off_and_come_back(self):
        self.ctl("duplicates", self.library, "mark", "--shelf", "look")
        marks = self.marks()
        self.open_page("look")
        row = next(row for row in self.rows(1) if self.small["name"] in row.name)
        self.assertIn("Kept", row.name)
        self.click(row)
        self.click(self.see("button", "Take Marks Off"))
        left = {photo: keeper for photo, keeper in marks.items() if photo not in {p["id"] for p in self.group["photos"]}}
        self.wait(lambda: self.marks() == left, "the marks of one group taken off")
        self.key("ctrl+z")
        self.wait(lambda: self.marks() == marks, "the marks again")


class Rules(DuplicatesCase):
    def choose(self, down):
        self.click(self.see("button", "Choose by a Rule"))
        box = self.wait(lambda: self.all(None, "Which One Is Kept"), "the rules")[0]
        self.click(box)
        self.key("Home", *["Down"] * down, "Return")

    def test_a_rule_is_told_before_it_is_applied_and_taken_back_whole(self):
        self.ctl("tag", self.library, "add", "Own", 'id:"' + self.listed("list", "--shelf", "bytes")["groups"][0]["photos"][1]["public_id"] + '"')
        before, files = self.sorted(), self.file_count()
        plan = self.listed("mark", "--shelf", "bytes", "--keep", "oldest", "--preview")
        kept = {group["kept"] for group in plan["groups"]}
        n = len(plan["groups"])
        others = {p["id"]: next(g["kept"] for g in plan["groups"] if g["group"] == group["group"])
                  for group in self.listed("list", "--shelf", "bytes")["groups"] for p in group["photos"] if p["id"] not in kept}
        cost = self.one(f"SELECT sum(bytes) FROM photos WHERE gone_at IS NULL AND id IN ({','.join(map(str, others))})")
        self.open_page("bytes")
        self.choose(2)
        self.wait_for_text(f"The one uploaded first is kept in {n} of {n} groups\\. {plan['would_mark']} photos would be marked, {re.escape(size_of(cost))} in Cloudinary")
        row = self.wait(lambda: next((row for row in self.rows(1) if "Would be kept" in row.name), None), "a row that tells the rule")
        for words in row.name.split(": ", 1)[1].split("; "):
            name, fate = words.rsplit(", ", 1)
            ids = {i for i, in self.query(f"SELECT p.id FROM photos p WHERE {SHOWN} = ?", name)}
            self.assertTrue(ids & (kept if fate == "Would be kept" else set(others)), words)
        self.assertEqual(self.sorted(), before, "nothing is done yet")
        self.click(self.see("button", "Mark the Others"))
        self.wait(lambda: self.marks() == others, "all others marked")
        self.wait_for_text(f"{len(others)} photos are marked; nothing was deleted")
        self.wait_for_text("Same Bytes, [^|]*, All settled")
        for photo, keeper in others.items():
            self.assertLessEqual(self.tags_of(photo), self.tags_of(keeper))
        self.assertEqual((self.one("SELECT count(*) FROM photos"), self.file_count()), (120, files))
        # They can be filtered.
        self.click(self.see("button", "Show Marked Photos"))
        self.wait_for_text(f"{len(others)} photos")
        self.assertEqual({self.id_of_name(cell) for cell in self.cells(min(len(others), 3))} - set(others), set())
        self.key("ctrl+z")
        self.wait(lambda: self.sorted() == before, "all as it was")
        self.key("ctrl+shift+z")
        self.wait(lambda: self.marks() == others, "all others marked again")

    def id_of_name(self, cell):
        """One of the photos with its name that are marked, or any."""
        ids = [i for i, in self.query(f"SELECT p.id FROM photos p WHERE {SHOWN} = ?", self.name_of(cell))]
        marked = [i for i in ids if i in self.marks()]
        return (marked or ids)[0]

    def test_a_rule_leaves_what_a_person_chose(self):
        group = self.listed("list", "--shelf", "bytes")["groups"][0]
        first, second = group["photos"][:2]
        newest = max((first, second), key=lambda photo: photo["created_at"])
        self.open_page("bytes")
        self.click(next(row for row in self.rows(1) if first["name"] in row.name and second["name"] in row.name))
        self.see("button", f"Keep {newest['name']}")
        side = 1 if first["id"] == newest["id"] else 2
        self.key(str(side))
        self.wait(lambda: list(self.marks().values()) == [newest["id"]], "the newest kept")
        self.key("Escape")
        self.rows(1)
        self.choose(2)
        self.wait_for_text("1 group that is settled stays as it is")
        self.click(self.see("button", "Mark the Others"))
        n = len(self.listed("list", "--shelf", "bytes")["groups"])
        self.wait(lambda: len(self.marks()) >= n, "all settled")
        self.assertIn(newest["id"], self.marks().values())


class Narrow(DuplicatesCase):
    def test_it_works_in_400_by_800(self):
        self.size = (400, 800)
        self.open_window(self.library)
        self.key("F9")
        self.click(self.see(None, re.compile("^Tidy Up")))
        self.key("End")
        self.click(self.see(None, re.compile("^Duplicates")))
        self.click(self.see("button", re.compile("^Look-Alikes, ")))
        self.rows(1)
        self.shot("duplicates-narrow")
        self.click(self.see("button", "Choose by a Rule"))
        mark = self.see("button", "Mark the Others")
        self.wait(lambda: mark.box()[0] + mark.box()[2] <= 400 and mark.box()[0] >= 0, "the button within the window")
        self.shot("duplicates-narrow-rule")
        self.click(self.rows(1)[0])
        keep = self.wait(lambda: [b for b in self.all("button", re.compile("^Keep ")) if b.box()[2] > 0], "buttons to keep")
        self.assertTrue(all(b.box()[0] >= 0 and b.box()[0] + b.box()[2] <= 400 for b in keep))
        self.shot("duplicates-narrow-compare")


if __name__ == "__main__":
    tap.main()
