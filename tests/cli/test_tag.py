#!/usr/bin/env python3
"""proofsheetctl tag and clock: one's own tags beside the cloud's, stars and flags; cameras put right, in the catalogue alone."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

CLOUD = "SELECT photo_id, tag_id FROM photo_tags WHERE source = 'cloud' ORDER BY 1, 2"


class Tags(SortingCase):
    command = "tag"

    def setUp(self):
        super().setUp()
        self.back_up()
        self.cloud_tags = self.rows(CLOUD)
        self.assertGreater(len(self.cloud_tags), 100)

    def tearDown(self):
        self.assertEqual(self.rows(CLOUD), self.cloud_tags, "the cloud's tags are the cloud's")
        self.assert_only_the_catalogue_changed()

    def tags(self):
        return {t["name"]: t for t in self.do("list")["tags"]}

    def own(self, name):
        return {r["photo_id"] for r in self.rows("SELECT photo_id FROM photo_tags t JOIN tags n ON n.id = t.tag_id "
                                                 f"WHERE source = 'local' AND n.name = '{name}'")}

    def marks(self):
        return self.rows("SELECT photo_id, rating, flag FROM photo_marks ORDER BY photo_id")

    def test_a_tag_is_added_once_and_removed(self):
        portraits = set(self.photos("folder_path LIKE 'Portraits/%'"))
        self.assertEqual(self.do("add", "Print", "folder:Portraits"), {"changed": len(portraits)})
        self.assertEqual(self.own("Print"), portraits)
        self.assertEqual(self.do("add", "Print", "folder:Portraits"), {"changed": 0})
        self.assertEqual(self.tags()["Print"], {"name": "Print", "photos": len(portraits), "cloud": 0, "local": len(portraits)})
        # It is found by its word at once, and no more when it is gone.
        self.assertEqual(self.do("rate", "1", "tag:print")["changed"], len(portraits))
        self.assertEqual(self.do("remove", "Print", "folder:Portraits"), {"changed": len(portraits)})
        self.assertEqual(self.do("remove", "Print", "folder:Portraits"), {"changed": 0})
        self.assertNotIn("Print", self.tags())
        self.assertEqual(self.do("rate", "2", "tag:print")["changed"], 0)

    def test_a_tag_that_the_cloud_has_too_is_kept_apart(self):
        macro = self.tags()["macro"]
        self.assertEqual((macro["cloud"], macro["local"]), (macro["photos"], 0))
        self.do("add", "macro", "tag:macro")
        self.do("add", "macro", "folder:Portraits")
        n = len(self.photos("folder_path LIKE 'Portraits/%'"))
        self.assertEqual(self.tags()["macro"], {"name": "macro", "photos": macro["photos"] + n, "cloud": macro["cloud"], "local": macro["photos"] + n})
        self.do("remove", "macro", "")
        self.assertEqual(self.tags()["macro"], macro)
        self.ctl("backup", self.library)
        self.do("add", "mine", "tag:macro")
        self.ctl("backup", self.library)
        self.assertEqual(self.tags()["mine"]["photos"], macro["photos"], "a scan leaves one's own tags")

    def test_a_tag_is_renamed_with_all_that_lies_below_it(self):
        for tag, folder in (("Places", "Portraits"), ("Places/Vienna", "Concerts"), ("Places/Vienna/Prater", "Landscapes"), ("Placesetting", "Web")):
            self.do("add", tag, f"folder:{folder}")
        before = {tag: self.own(tag) for tag in ("Places", "Places/Vienna", "Places/Vienna/Prater", "Placesetting")}
        changed = self.do("rename", "Places/Vienna", "Places/Wien")["changed"]
        self.assertEqual(changed, len(before["Places/Vienna"]) + len(before["Places/Vienna/Prater"]))
        self.assertEqual(self.own("Places/Wien"), before["Places/Vienna"])
        self.assertEqual(self.own("Places/Wien/Prater"), before["Places/Vienna/Prater"])
        self.assertEqual(self.own("Places"), before["Places"])
        self.assertEqual((self.own("Places/Vienna"), self.own("Places/Vienna/Prater")), (set(), set()))
        self.do("rename", "Places", "Orte")
        self.assertEqual(self.own("Orte/Wien/Prater"), before["Places/Vienna/Prater"])
        self.assertEqual(self.own("Placesetting"), before["Placesetting"], "that one only begins alike")
        self.assertEqual(self.do("rate", "3", "prater")["changed"], len(before["Places/Vienna/Prater"]))
        # Below itself, and up again: each level goes one further, none two.
        below = {tag: self.own(tag) for tag in ("Orte", "Orte/Wien", "Orte/Wien/Prater")}
        self.do("rename", "Orte", "Orte/Wien")
        self.assertEqual([self.own(tag) for tag in ("Orte", "Orte/Wien", "Orte/Wien/Wien", "Orte/Wien/Wien/Prater")],
                         [set(), below["Orte"], below["Orte/Wien"], below["Orte/Wien/Prater"]])
        self.do("rename", "Orte/Wien", "Orte")
        self.assertEqual({tag: self.own(tag) for tag in below}, below)
        # Into one that is there: both are one.
        self.do("rename", "Placesetting", "Orte")
        self.assertEqual(self.own("Orte"), before["Places"] | before["Placesetting"])

    def test_renaming_what_is_the_clouds_or_nothing_changes_nothing(self):
        before, tags = self.facts(), self.rows("SELECT * FROM tags")
        self.assertEqual(self.do("rename", "macro", "close"), {"changed": 0})
        self.assertEqual(self.do("rename", "no such tag", "close"), {"changed": 0})
        self.assertEqual((self.facts(), self.rows("SELECT * FROM tags")), (before, tags))
        self.do("add", "mine", "folder:Web")
        before = self.facts()
        self.assertEqual(self.do("rename", "mine", "mine"), {"changed": 0})
        self.assertEqual(self.facts(), before)

    def test_stars_and_flags_are_set_and_taken_back(self):
        portraits = self.photos("folder_path LIKE 'Portraits/%'")
        self.assertEqual(self.do("rate", "4", "folder:Portraits"), {"changed": len(portraits)})
        self.assertEqual(self.do("rate", "4", "folder:Portraits"), {"changed": 0})
        self.assertEqual(self.do("flag", "pick", "folder:Portraits"), {"changed": len(portraits)})
        self.assertEqual(self.do("flag", "reject", f'id:"{self.rows("SELECT public_id FROM photos WHERE id = %d" % portraits[0])[0]["public_id"]}"')
                         ["changed"] > 0, True)
        self.assertEqual(self.do("rate", "0", "folder:Portraits"), {"changed": len(portraits)})
        self.assertEqual({(m["rating"], m["flag"]) for m in self.marks()}, {(0, "pick"), (0, "reject")})
        self.do("flag", "none", "folder:Portraits")
        self.assertEqual({(m["rating"], m["flag"]) for m in self.marks()}, {(0, None)})
        self.do("rate", "none", "folder:Portraits")
        self.assertEqual(self.marks(), [])

    def test_lists_are_for_people_too(self):
        self.assertRegex(self.ctl("tag", self.library).out, r"(?m)^ +\d+  macro$")
        self.assertEqual(self.ctl("tag", self.library, "rate", "5", "folder:Portraits").out,
                         f"{len(self.photos('folder_path LIKE ' + repr('Portraits/%')))} photos changed.\n")

    def test_wrong_arguments_are_told(self):
        for arguments in (("fly",), ("add", "x"), ("add",), ("rename", "x"), ("rate", "6", ""), ("rate", "-1", ""), ("rate", "many", ""),
                          ("flag", "maybe", ""), ("rate", "3"), ("list", "x"), ("remove", "a", "b", "c")):
            with self.subTest(arguments=arguments):
                self.assert_usage(*arguments)
        for arguments in (("add", " ", "folder:Web"), ("rename", "x", " "), ("add", "x" * 300, "folder:Web"), ("add", "x", "is:nothing")):
            with self.subTest(arguments=arguments):
                self.assert_refused(*arguments)


class Clocks(SortingCase):
    command = "clock"

    def setUp(self):
        super().setUp()
        self.back_up()

    def cameras(self):
        return {c["model"]: c for c in self.do("list")["cameras"]}

    def times(self):
        return {r["id"]: r["taken_at_us"] for r in self.rows("SELECT id, taken_at_us FROM photos")}

    def test_a_clock_is_shifted_and_shifted_back(self):
        before, facts, written = self.times(), self.facts(), self.rows("SELECT photo_id, date_taken FROM exif_data ORDER BY 1")
        timed = {i for i in self.photos("folder_path LIKE 'Travel/Kapadokya%' AND taken_at_us IS NOT NULL")}
        self.assertGreater(len(timed), 5)
        self.assertEqual(self.do("shift", "+1h30m", 'folder:"Travel/Kapadokya 2021"'), {"changed": len(timed)})
        self.assertEqual(self.times(), {i: t + 5_400_000_000 if i in timed else t for i, t in before.items()})
        self.assertEqual(self.rows("SELECT photo_id, date_taken FROM exif_data ORDER BY 1"), written, "what the files say stays")
        self.assertEqual(self.do("shift", "2d", 'folder:"Travel/Kapadokya 2021"')["changed"], len(timed))
        self.assertEqual(sum(c["shifted"] for c in self.cameras().values()), len(timed))
        self.do("shift", "--", "-2d1h", 'folder:"Travel/Kapadokya 2021"')
        self.do("shift", "--", "−30m0s", 'folder:"Travel/Kapadokya 2021"')
        self.assertEqual(self.times(), before)
        self.assertEqual(self.facts(), facts, "nothing is left of it")
        self.assert_only_the_catalogue_changed()

    def test_a_backup_and_a_search_for_duplicates_leave_it(self):
        self.do("shift", "+1h", "folder:Web")
        before, marked = self.times(), self.facts()
        self.ctl("backup", self.library)
        self.ctl("duplicates", self.library, "find")
        self.assertEqual(self.times(), before)
        self.assertEqual(self.facts()[5], marked[5])
        # A web version whose clock was shifted was made from the same picture as before.
        self.assertEqual(self.facts()[7], marked[7])

    def test_cameras_are_listed_with_their_spans(self):
        cameras = self.cameras()
        self.assertGreater(len(cameras), 2)
        for camera in cameras.values():
            self.assertEqual(set(camera), {"make", "model", "serial", "photos", "shifted", "first", "last"})
            self.assertEqual(camera["shifted"], 0)
            self.assertLessEqual(camera["first"], camera["last"])
        self.assertEqual(sum(c["photos"] for c in cameras.values()), len(self.photos("taken_at_us IS NOT NULL")))
        self.assertEqual(len(self.ctl("clock", self.library).out.splitlines()), len(cameras))

    def test_wrong_arguments_are_told(self):
        for arguments in (("fly",), ("shift", "+1h"), ("shift", "soon", ""), ("shift", "+1", ""), ("shift", "+h", ""), ("shift", "+0h", ""),
                          ("shift", "+", ""), ("shift", "+1h+2m", ""), ("shift", "+1y", ""), ("shift", "+1000000d", ""),
                          ("shift", "99999999999999999999999d", ""), ("shift", "--", "-", ""), ("list", "x")):
            with self.subTest(arguments=arguments):
                self.assert_usage(*arguments)


if __name__ == "__main__":
    tap.main()
