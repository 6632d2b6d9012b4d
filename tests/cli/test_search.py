#!/usr/bin/env python3
"""proofsheetctl search and collection: each token means what the catalogue itself says; a wrong search is explained."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

# What a search means, and the SQL that says the same.
SAME = {
    "tag:wedding": "id IN (SELECT photo_id FROM photo_tags JOIN tags t ON t.id = tag_id WHERE t.name = 'wedding')",
    "camera:nikon": "id IN (SELECT photo_id FROM exif_data WHERE camera_make LIKE '%nikon%' OR camera_model LIKE '%nikon%')",
    "lens:85mm": "id IN (SELECT photo_id FROM exif_data WHERE lens LIKE '%85mm%')",
    "iso:>1600": "id IN (SELECT photo_id FROM exif_data WHERE iso > 1600)",
    "iso:<=400": "id IN (SELECT photo_id FROM exif_data WHERE iso <= 400)",
    "f:<2.8": "id IN (SELECT photo_id FROM exif_data WHERE aperture < 2.8)",
    "focal:24..70": "id IN (SELECT photo_id FROM exif_data WHERE focal_length BETWEEN 24 AND 70)",
    "shutter:<1/250": "id IN (SELECT photo_id FROM exif_data WHERE shutter_speed < 1.0 / 250)",
    "date:2025-06": "strftime('%Y-%m', sort_us / 1000000, 'unixepoch') = '2025-06'",
    "taken:2023..2024": "taken_at_us IS NOT NULL AND strftime('%Y', taken_at_us / 1000000, 'unixepoch') IN ('2023', '2024')",
    "uploaded:<2023": "created_at < '2023'",
    "size:>10kB": "bytes > 10000",
    "width:>=150": "width >= 150",
    "height:<150": "height < 150",
    "format:png": "format = 'png'",
    "type:video": "resource_type = 'video'",
    "is:proven": "state = 'proven'",
    "is:left-out": "state = 'skipped'",
    "is:here": "state IN ('proven', 'size_only', 'altered', 'gone_from_cloud')",
    "has:gps": "id IN (SELECT photo_id FROM exif_data WHERE gps_latitude IS NOT NULL)",
    "no:exif": "id NOT IN (SELECT photo_id FROM exif_data)",
    "no:collection": "1",
    "has:shoot": "id IN (SELECT photo_id FROM photo_shoot_assignments)",
    "proven:<90d": "state = 'proven'",
    "proven:>90d": "0",
    "near:69,15,400km": "id IN (SELECT photo_id FROM exif_data WHERE gps_latitude BETWEEN 65.5 AND 72.5 AND gps_longitude BETWEEN 5 AND 25)",
    "not type:image": "resource_type <> 'image'",
    "type:video or format:png": "resource_type = 'video' OR format = 'png'",
    "type:image (format:png or format:jpg) -iso:>1600":
        "resource_type = 'image' AND format IN ('png', 'jpg') AND id NOT IN (SELECT photo_id FROM exif_data WHERE iso > 1600)",
    "": "1",
}


class Search(SortingCase):
    command = "search"

    def setUp(self):
        super().setUp()
        self.back_up()

    def found(self, query):
        return {photo["id"] for photo in self.do(query)["photos"]}

    def test_each_token_means_what_the_catalogue_says(self):
        n_empty = 0
        for query, sql in SAME.items():
            with self.subTest(query=query):
                found = self.found(query)
                self.assertEqual(found, set(self.photos(sql)), query)
                self.assertEqual(self.do(query, "--count")["total"], len(found))
                n_empty += not found
        self.assertLess(n_empty, 6, "most searches find something")

    def test_plain_words_find_a_time_as_well(self):
        self.assertLessEqual(self.found("date:2025-06"), self.found("june 2025"))
        self.assertEqual(self.found("date:2025-06 tag:wedding"), self.found("june 2025 tag:wedding"))

    def test_orders_and_limits(self):
        by_size = self.do("", "--order", "largest", "--limit", "5")
        self.assertEqual((len(by_size["photos"]), by_size["total"]), (5, 120))
        sizes = [photo["bytes"] for photo in by_size["photos"]]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertEqual(self.ctl("search", self.library, "", "--order", "sideways", expect=2).out, "")

    def test_a_wrong_search_is_explained_where_it_is_wrong(self):
        for query, word in (("iso:many", "iso:many"), ("cake foo:bar", "foo:"), ("(cake", "bracket"), ("date:2024-13", "2024-13"),
                            ("cake or", "or"), ("near:here", "near:48.2")):
            with self.subTest(query=query):
                ran = self.ctl("search", self.library, query, expect=1)
                self.assertEqual(ran.out, "")
                self.assertIn(word, ran.err)
                self.assertIn("^", ran.err)

    def test_what_is_typed_is_completed_with_true_numbers(self):
        n_completed = 0
        for typed in ("wed", "tag:we", "june 20", "2024", "nikon", "camera:", "lens:", "folder:", "type:", "is:prov", "cake (tag:x or can"):
            for found in self.do(typed, "--complete")["completions"]:
                with self.subTest(typed=typed, text=found["text"]):
                    self.assertEqual(found["position"] + found["length"], len(typed))
                    if found["photos"] is not None:
                        self.assertEqual(found["photos"], self.do(found["text"], "--count")["total"])
                        n_completed += 1
        self.assertGreater(n_completed, 15)
        self.assertEqual(self.do("zzz", "--complete")["completions"], [])
        line = self.ctl("search", self.library, "--complete", "tag:wedd").out
        self.assertRegex(line, r"^tag:wedding\t\d+\n")

    def test_collections_are_made_filled_and_searched(self):
        def do(*arguments, expect=0):
            return self.ctl("collection", self.library, "--json", *arguments, expect=expect).json
        do("create", "Portfolio", "the best")
        self.assertEqual(do("add", "Portfolio", "tag:wedding")["changed"], len(self.found("tag:wedding")))
        self.assertEqual(do("add", "portfolio", "tag:wedding")["changed"], 0)
        self.assertEqual(self.found('in:"Portfolio"'), self.found("tag:wedding"))
        self.assertEqual(self.found("no:collection tag:wedding"), set())
        do("rename", "Portfolio", "Best of")
        self.assertEqual(self.found("in:portfolio"), set())
        n = do("remove", "Best of", "iso:<=400")["changed"]
        self.assertEqual(len(self.found('in:"best of"')), len(self.found("tag:wedding")) - n)
        do("save-search", "Bright", "iso:<=400 type:image")
        self.assertEqual(self.found("in:Bright"), self.found("iso:<=400 type:image"))
        listed = {c["name"]: c for c in do("list")["collections"]}
        self.assertEqual(listed["Bright"]["photos"], len(self.found("in:Bright")))
        self.assertEqual(listed["Bright"]["query"], "iso:<=400 type:image")
        self.assertEqual({p["id"] for p in do("show", "Bright")["photos"]}, self.found("in:Bright"))
        self.assertIn("saved search", self.ctl("collection", self.library, "add", "Bright", "type:video", expect=1).err)
        self.ctl("collection", self.library, "save-search", "Wrong", "iso:many", expect=1)
        do("save-search", "Circle", "in:Circle")
        self.ctl("search", self.library, "in:Circle", expect=1)
        do("delete", "Best of")
        self.assertNotIn("Best of", [c["name"] for c in do("list")["collections"]])
        self.assertIn("Nowhere", self.ctl("collection", self.library, "show", "Nowhere", expect=1).err)
        self.assert_only_the_catalogue_changed()


if __name__ == "__main__":
    tap.main()
