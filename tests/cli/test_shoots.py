#!/usr/bin/env python3
"""proofsheetctl shoots: found after a backup, kept where a person said so, and changed as a person wishes."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

MEMBERS = {"id", "name", "date", "location", "client", "notes", "origin", "begins", "ends", "photos", "bytes"}


class Shoots(SortingCase):
    command = "shoots"

    def setUp(self):
        super().setUp()
        self.back_up()

    def list(self):
        return self.do("list")["shoots"]

    def members(self, shoot):
        return {photo["id"] for photo in self.do("show", shoot)["members"]}

    def kept(self):
        """What a person touched, with its photos."""
        return [(shoot, sorted(self.members(shoot["id"]))) for shoot in self.list() if shoot["origin"] != "found"]

    def find_at_every_level(self):
        for level in (-4, 4, 0):
            self.do("find", f"--level={level}")

    def test_a_backup_finds_the_shoots_that_the_folders_tell_of(self):
        shoots = self.list()
        self.assertEqual({s["origin"] for s in shoots}, {"found"})
        self.assertEqual(set(shoots[0]), MEMBERS)
        # A folder of the demo cloud is a shoot; parts of a wedding, scans and exports lie in folders of their own.
        truth = {r["top"]: set(r["ids"].split(",")) for r in self.rows(
            "SELECT top, group_concat(id) AS ids FROM (SELECT id, replace(replace(folder_path, '/Couple', ''), '/Party', '') AS top "
            "FROM photos WHERE taken_at_us IS NOT NULL AND format = 'jpg' AND public_id NOT LIKE 'web/%' AND public_id NOT LIKE 'delivery/%') GROUP BY top")}
        self.assertGreater(len(truth), 4)
        found = [{str(i) for i in self.members(s["id"])} for s in shoots]
        for folder, ids in truth.items():
            self.assertEqual(len([f for f in found if ids <= f]), 1, folder)
        self.assertEqual(len(found), len(truth))
        self.assertEqual([s["photos"] for s in shoots], [len(f) for f in found])
        self.assertEqual(shoots, sorted(shoots, key=lambda s: s["date"], reverse=True))
        self.assertTrue(all(s["begins"][:10] == s["date"] and s["begins"] <= s["ends"] for s in shoots))
        self.assertTrue(any("Lofoten" in s["name"] for s in shoots), shoots)
        for shoot in shoots:
            self.assertEqual(shoot["name"].count(shoot["date"][:4]), 1, "the year once, from the folder or the day")
        views = self.rows("SELECT * FROM photos_by_shoot")
        self.assertEqual(sorted(v["photo_count"] for v in views), sorted(s["photos"] for s in shoots))

    def test_a_second_search_changes_nothing(self):
        before = self.facts()
        self.assertEqual(self.do("find")["changed"], 0)
        self.ctl("backup", self.library)
        self.assertEqual(self.facts(), before)
        self.assert_only_the_catalogue_changed()

    def test_a_preview_tells_what_a_search_would_find_and_writes_nothing(self):
        before, counts = self.facts(), []
        for level in range(-4, 5):
            seen = self.do("preview", f"--level={level}")
            self.assertEqual(set(seen), {"level", "shoots", "photos"})
            self.assertEqual(seen["level"], level)
            counts.append(seen["shoots"])
        self.assertEqual(counts, sorted(counts))
        self.assertLess(counts[0], counts[-1])
        self.assertEqual(self.facts(), before)
        for level, count in ((4, counts[8]), (-4, counts[0])):
            found = self.do("find", f"--level={level}")
            self.assertEqual((found["shoots"], len(self.list())), (count, count))
            self.assertGreater(found["changed"], 0)
        # The level is kept, and the minus may be a true one.
        self.assertEqual(self.do("find")["level"], -4)
        self.assertEqual(self.do("preview", "--level=−2")["level"], -2)
        self.assertEqual(self.do("find", "--level=0")["shoots"], counts[4])

    def test_what_a_person_accepted_or_named_is_never_changed_by_a_search(self):
        shoots = self.list()
        accepted = self.do("accept", shoots[0]["id"])
        self.assertEqual((accepted["origin"], accepted["name"]), ("accepted", shoots[0]["name"]))
        self.assertEqual(len(accepted["members"]), shoots[0]["photos"])
        renamed = self.do("rename", shoots[1]["id"], "Nordlys")
        self.assertEqual((renamed["origin"], renamed["name"]), ("accepted", "Nordlys"))
        described = self.do("set", shoots[2]["id"], "--client", "Åse", "--location", "Reine", "--notes", "Rain", "--date", "2020-02-29")
        self.assertEqual([described[m] for m in ("client", "location", "notes", "date")], ["Åse", "Reine", "Rain", "2020-02-29"])
        before = self.kept()
        self.assertEqual(len(before), 3)
        self.find_at_every_level()
        self.assertEqual(self.kept(), before)
        self.assertEqual(self.do("set", shoots[2]["id"], "--client", "")["client"], None)
        self.assertEqual(self.do("list")["total"], len(shoots))
        self.assert_only_the_catalogue_changed()

    def test_all_can_be_accepted_at_once(self):
        n = len(self.list())
        self.do("accept", "all")
        before = self.kept()
        self.assertEqual(len(before), n)
        self.find_at_every_level()
        self.assertEqual(self.kept(), before)
        self.do("accept", "all")

    def test_merged_and_split_shoots_stay_as_they_are(self):
        first, second, third = self.list()[:3]
        both = self.members(first["id"]) | self.members(second["id"])
        merged = self.do("merge", first["id"], second["id"])
        self.assertEqual((merged["id"], {m["id"] for m in merged["members"]}), (first["id"], both))
        self.assertEqual((merged["begins"], merged["ends"]), (second["begins"], first["ends"]))
        all_of_it = self.members(third["id"])
        one = self.rows(f"SELECT public_id FROM photos WHERE id = {min(all_of_it)}")[0]["public_id"]
        split = self.do("split", third["id"], f'id:"{one}"', "--name", "The first")
        self.assertEqual((split["name"], split["origin"], {m["id"] for m in split["members"]}), ("The first", "made", {min(all_of_it)}))
        self.assertEqual(self.members(third["id"]), all_of_it - {min(all_of_it)})
        before = self.kept()
        self.assertEqual(len(before), 3)
        self.find_at_every_level()
        self.assertEqual(self.kept(), before)

    def test_a_shoot_can_be_made_added_to_and_taken_from(self):
        made = self.do("make", "Best of", "folder:Portraits")
        self.assertEqual((made["origin"], made["name"]), ("made", "Best of"))
        self.assertGreater(made["photos"], 5)
        self.assertNotIn(0, [s["photos"] for s in self.list()], "an empty shoot is left")
        added = self.do("add", made["id"], "folder:Concerts")
        self.assertGreater(added["photos"], made["photos"])
        taken = self.do("remove", made["id"], "folder:Portraits")
        self.assertEqual(taken["photos"], added["photos"] - made["photos"])
        self.assertEqual(taken["ends"], added["ends"])
        self.assertGreater(taken["begins"], added["begins"])
        before = self.kept()
        self.find_at_every_level()
        self.assertEqual(self.kept(), before)
        in_two = self.rows("SELECT photo_id FROM photo_shoot_assignments GROUP BY photo_id HAVING count(*) > 1")
        self.assertEqual(in_two, [])
        self.assertEqual(self.do("delete", made["id"]), {"deleted": 1})
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.status()["total"], 120)
        self.assert_only_the_catalogue_changed()

    def test_a_day_that_a_person_set_stays_when_photos_come(self):
        shoot = self.list()[0]["id"]
        self.do("set", shoot, "--date", "2020-02-29")
        self.assertEqual(self.do("add", shoot, "folder:Portraits")["date"], "2020-02-29")

    def test_what_a_person_named_is_found_by_words(self):
        self.do("rename", self.list()[0]["id"], "Xylophon")
        tagged = self.ctl("tag", self.library, "add", "here", "xylophon", "--json").json
        self.assertEqual(tagged["changed"], self.list()[0]["photos"])

    def test_lists_are_for_people_too(self):
        lines = self.ctl("shoots", self.library).out.splitlines()
        self.assertEqual(len(lines), len(self.list()))
        self.assertTrue(all(line.endswith("(found)") for line in lines))
        shoot = self.list()[0]
        self.assertEqual(len(self.ctl("shoots", self.library, "show", shoot["id"]).out.splitlines()), shoot["photos"])
        self.assertRegex(self.ctl("shoots", self.library, "preview").out, r"^\d+ shoots, of \d+ photos\.\n$")

    def test_wrong_arguments_are_told(self):
        for arguments in (("fly",), ("show",), ("merge", "1"), ("rename", "1"), ("accept",), ("find", "more"), ("set", "1"),
                          ("show", "one"), ("accept", "0"), ("accept", "-3"), ("find", "--level", "5"), ("preview", "--level", "many"),
                          ("merge", "1", "x"), ("split", "all", "folder:Web")):
            with self.subTest(arguments=arguments):
                self.assert_usage(*arguments)
        for arguments, word in ((("show", "999"), "no longer"), (("rename", "999", "x"), "no longer"), (("rename", "1", " "), "name"),
                                (("merge", "1", "999"), "no longer"), (("set", "1", "--date", "yesterday"), "2024-06-22"),
                                (("make", "Nothing", "zzzz"), "photos"), (("split", "1", "zzzz"), "photos"), (("delete", "999"), "no longer")):
            with self.subTest(arguments=arguments):
                self.assert_refused(*arguments, words=[word])


if __name__ == "__main__":
    tap.main()
