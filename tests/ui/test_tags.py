#!/usr/bin/env python3
"""Tags in the window: all, some or none of a selection have one; one's own change, the cloud's stand apart and stay."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from display import setUpModule, tearDownModule  # noqa: E402,F401
from photos import PhotosCase  # noqa: E402


class TagsCase(PhotosCase):
    def setUp(self):
        super().setUp()
        self.back_up(photos=40)

    def own(self, tag):
        """The photos that have it as one's own."""
        return {i for i, in self.query("SELECT photo_id FROM photo_tags JOIN tags t ON t.id = tag_id WHERE source = 'local' AND t.name = ?", tag)}

    def of_cloud(self):
        return self.query("SELECT photo_id, tag_id FROM photo_tags WHERE source = 'cloud' ORDER BY 1, 2")

    def select(self, cells):
        self.click(cells[0])
        for cell in cells[1:]:
            self.click(cell, keys=["ctrl"])
        self.wait_for_text(f"{len(cells)} of 40 selected")

    def open_tags(self):
        self.key("ctrl+t")
        self.see("entry", "Find or Add a Tag")

    def close_tags(self):
        self.key("Escape")
        self.wait(lambda: not self.sees("entry", "Find or Add a Tag"), "the window of tags is gone")

    def box(self, tag):
        return self.see("check box", tag)

    def state(self, tag):
        box = self.box(tag)
        return "some" if box.has("INDETERMINATE") else "all" if box.has("CHECKED") else "none"


class Tags(TagsCase):
    def test_a_selection_is_tagged_by_keys_and_undo_takes_it_back(self):
        cells = self.open_photos(6)
        chosen = {self.id_of(cell) for cell in cells[:3]}
        self.select(cells[:3])
        self.open_tags()
        self.type("people/anna")
        self.see(None, "New tag “people/anna”")
        self.key("Return")
        self.wait(lambda: self.own("people/anna") == chosen, "three photos with the tag")
        self.wait(lambda: self.state("people/anna") == "all", "a box that is ticked")
        self.wait_for_text("On all 3 photos")
        self.key("ctrl+z")
        self.wait(lambda: not self.own("people/anna"), "taken back")
        self.wait(lambda: self.state("people/anna") == "none", "a box that is empty")
        self.key("ctrl+shift+z")
        self.wait(lambda: self.own("people/anna") == chosen, "tagged again")
        self.close_tags()
        self.key("ctrl+z")
        self.wait(lambda: not self.own("people/anna"), "taken back in the window itself")

    def test_what_some_have_is_half_ticked_and_a_click_gives_it_to_all_and_another_takes_it(self):
        cells = self.open_photos(6)
        ids = [self.id_of(cell) for cell in cells[:3]]
        self.select(cells[:1] + cells[1:2])
        self.open_tags()
        self.type("zoo")
        self.key("Return")
        self.wait(lambda: self.own("zoo") == set(ids[:2]), "two photos with the tag")
        self.close_tags()
        before = self.of_cloud()
        self.select(cells[:3])
        self.open_tags()
        self.wait(lambda: self.state("zoo") == "some", "a box that is half ticked")
        self.wait_for_text("On 2 of 3 photos")
        self.click(self.box("zoo"))
        self.wait(lambda: self.own("zoo") == set(ids), "all three have it")
        self.wait(lambda: self.state("zoo") == "all", "ticked")
        self.click(self.box("zoo"))
        self.wait(lambda: not self.own("zoo"), "none has it")
        self.wait(lambda: self.state("zoo") == "none", "empty")
        for expected in (set(ids), set(ids[:2])):
            self.key("ctrl+z")
            self.wait(lambda: self.own("zoo") == expected, "taken back")  # noqa: B023
        self.wait(lambda: self.state("zoo") == "some", "half ticked again")
        self.assertEqual(self.of_cloud(), before)

    def test_all_results_of_a_search_are_tagged_at_once(self):
        found = {i for i, in self.query("SELECT p.id FROM photos p JOIN exif_data e ON e.photo_id = p.id WHERE e.iso > 400")}
        self.assertGreater(len(found), 3)
        self.open_photos(6)
        self.key("ctrl+f")
        self.type("iso:>400")
        self.key("Return")
        self.see("label", re.compile(rf"^{len(found)} photos?$"))
        self.click(self.cells(2)[0])
        self.key("ctrl+a")
        self.wait_for_text(f"{len(found)} of {len(found)} selected")
        self.open_tags()
        self.type("night")
        self.key("Return")
        self.wait(lambda: self.own("night") == found, f"{len(found)} photos with the tag")
        self.close_tags()
        self.wait_for_text(f"{len(found)} photos tagged night")
        self.key("ctrl+z")
        self.wait(lambda: not self.own("night"), "taken back")

    def test_the_clouds_tags_stand_apart_and_stay(self):
        tag, n = self.query("""SELECT t.name, count(*) FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id
                                WHERE pt.source = 'cloud' GROUP BY t.id ORDER BY 2 DESC LIMIT 1""")[0]
        before = self.of_cloud()
        self.open_photos(6)
        self.key("ctrl+f")
        self.type(f'tag:"{tag}"')
        self.key("Return")
        self.see("label", re.compile(rf"^{n} photos?$"))
        self.click(self.cells(1)[0])
        self.key("ctrl+a")
        self.wait_for_text(f"{n} of {n} selected")
        if not self.sees(None, "Rating"):
            self.key("alt+Return")
        self.see(None, "Tags in Cloudinary")
        self.open_tags()
        self.wait(lambda: self.state(tag) == "none", "no tag of one's own")
        self.wait_for_text(f"In Cloudinary on all {n}")
        self.click(self.box(tag))
        self.wait(lambda: len(self.own(tag)) == n, "one's own beside the cloud's")
        self.wait_for_text(f"On all {n} photos · In Cloudinary on all {n}")
        self.click(self.box(tag))
        self.wait(lambda: not self.own(tag), "one's own taken off")
        self.close_tags()
        self.assertEqual(self.of_cloud(), before)

    def test_a_tag_holds_those_below_it_in_the_sidebar_and_in_the_grid(self):
        cells = self.open_photos(6)
        self.click(cells[0])
        self.open_tags()
        self.type("alps")
        self.key("Return")
        self.close_tags()
        self.select(cells[1:3])
        self.open_tags()
        self.type("alps/north")
        self.key("Return")
        self.close_tags()
        self.wait(lambda: len(self.own("alps/north")) == 2, "two below")
        self.click(self.wait(lambda: next((n for n in self.all(None, "Tags") if n.box()[0] < 200), None), "the tags in the sidebar"))
        row = self.see(None, "alps, 3")
        self.see(None, "north, 2")
        self.click(row)
        self.wait(lambda: len(self.cells(3)) == 3, "three photos")

    def test_the_facts_of_many_give_all_what_some_have(self):
        cells = self.open_photos(6)
        ids = [self.id_of(cell) for cell in cells[:2]]
        self.click(cells[0])
        self.open_tags()
        self.type("sea")
        self.key("Return")
        self.wait(lambda: self.own("sea") == {ids[0]}, "one photo with the tag")
        self.close_tags()
        if not self.sees(None, "Rating"):
            self.key("alt+Return")
        self.select(cells[:2])
        self.see(None, "sea · 1 of 2")
        self.click(self.see("button", "Put “sea” on All of Them"))
        self.wait(lambda: self.own("sea") == set(ids), "both have it")
        self.click(self.see("button", "Take Off “sea”"))
        self.wait(lambda: not self.own("sea"), "none has it")
        self.key("ctrl+z")
        self.wait(lambda: self.own("sea") == set(ids), "taken back")


if __name__ == "__main__":
    tap.main()
