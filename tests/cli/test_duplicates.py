#!/usr/bin/env python3
"""proofsheetctl duplicates: three shelves and bursts apart; one of a group is kept, and nothing is deleted."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402


class Duplicates(SortingCase):
    command = "duplicates"

    def setUp(self):
        super().setUp()
        self.back_up()

    def groups(self, *shelf):
        return self.do("list", *(("--shelf", *shelf) if shelf else ()))["groups"]

    def names(self, *shelf):
        return [{photo["public_id"] for photo in group["photos"]} for group in self.groups(*shelf)]

    def marks(self):
        return {r["photo_id"]: r["keeper_id"] for r in self.rows("SELECT photo_id, keeper_id FROM duplicate_marks")}

    def sorted_of(self, photo):
        return ({r["tag_id"] for r in self.rows(f"SELECT tag_id FROM photo_tags WHERE photo_id = {photo}")},
                {r["collection_id"] for r in self.rows(f"SELECT collection_id FROM photo_collections WHERE photo_id = {photo}")})

    def change(self, *statements):
        import sqlite3
        database = sqlite3.connect(self.library / "photos.db")
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    def number_of(self, name):
        """What its file is called, without what a copy adds to it."""
        return name.split("/")[-1].replace("Copy of ", "").split(" (")[0].split("-")[0].split("_edit")[0][:8]

    def test_every_copy_is_on_the_shelf_of_the_same_bytes_with_its_original(self):
        listed = self.do("list", "--shelf", "bytes")
        names = [{p["public_id"] for p in g["photos"]} for g in listed["groups"]]
        copies = {r["public_id"] for r in self.rows("SELECT public_id FROM photos WHERE public_id LIKE 'delivery/%'")}
        self.assertGreater(len(copies), 2)
        self.assertEqual({n for group in names for n in group if n.startswith("delivery/")}, copies)
        self.assertEqual([len(g) for g in names], [2] * len(copies))
        for group in names:
            self.assertEqual(len({self.number_of(n) for n in group}), 1, group)
        self.assertEqual(listed["bytes"], {"groups": len(copies), "photos": 2 * len(copies),
                                           "extra_bytes": sum(g["photos"][0]["bytes"] for g in listed["groups"])})
        self.assertEqual({p["differs_by"] for g in listed["groups"] for p in g["photos"]}, {0})

    def test_every_web_version_is_beside_what_it_was_made_from_and_no_other(self):
        names = self.names("picture") + self.names("look")
        versions = {r["public_id"] for r in self.rows("SELECT public_id FROM photos WHERE public_id LIKE 'web/%'")}
        self.assertGreater(len(versions), 3)
        self.assertEqual({n for group in names for n in group if n.startswith("web/")}, versions)
        for group in names:
            self.assertEqual(len([n for n in group if n.startswith("web/")]), 1, group)
            if not any("IMG-" in n for n in group):
                self.assertEqual(len({self.number_of(n) for n in group}), 1, group)

    def test_bursts_are_apart_and_their_frames_never_duplicates(self):
        bursts = self.names("burst")
        self.assertGreater(len(bursts), 1)
        self.assertTrue(all(len(group) > 2 for group in bursts))
        for group in self.names():
            frames = {n for n in group if not n.startswith(("web/", "delivery/"))}
            self.assertLessEqual(len(frames), 1, group)
        self.assertNotIn("burst", self.do("list"))
        self.assertEqual({g["extra_bytes"] for g in self.groups("burst")}, {0})
        self.assert_usage("mark", "--shelf", "burst", word="burst")

    def test_the_json_is_as_documented(self):
        listed = self.do("list")
        self.assertEqual(set(listed), {"groups", "bytes", "picture", "look"})
        group = listed["groups"][0]
        self.assertEqual(set(group), {"shelf", "group", "extra_bytes", "photos"})
        self.assertEqual(set(group["photos"][0]), {"id", "public_id", "name", "folder", "format", "bytes", "width", "height", "created_at", "in_cloud",
                                                  "here", "differs_by", "kept_instead"})
        for shelf in ("bytes", "picture", "look"):
            of_it = [g for g in listed["groups"] if g["shelf"] == shelf]
            self.assertEqual(listed[shelf], {"groups": len(of_it), "photos": sum(len(g["photos"]) for g in of_it),
                                             "extra_bytes": sum(g["extra_bytes"] for g in of_it)})

    def test_photos_are_named_as_the_window_names_them(self):
        shown = "iif(format IS NULL OR lower(name) LIKE '%.' || lower(format), name, name || '.' || format)"
        names = {r["id"]: (r["shown"], r["public_id"]) for r in self.rows(f"SELECT id, {shown} AS shown, public_id FROM photos")}
        photos = [p for g in self.groups() for p in g["photos"]]
        self.assertEqual([(p["name"], p["public_id"]) for p in photos], [names[p["id"]] for p in photos])
        printed = self.ctl("duplicates", self.library).out
        told = self.ctl("duplicates", self.library, "mark", "--preview").out
        for name, public_id in {(p["name"], p["public_id"]) for p in photos}:
            self.assertIn(f"{name} ({public_id})", printed)
        for kept in self.do("mark", "--preview")["groups"]:
            self.assertIn(f"{kept['name']} ({kept['public_id']}) is kept", told)

    def test_a_second_search_changes_nothing_and_a_smaller_distance_finds_less(self):
        before, found = self.facts(), self.do("find")
        self.assertEqual(self.facts(), before)
        self.assertEqual(found, {"photos": len({p["id"] for s in ("picture", "look") for g in self.groups(s) for p in g["photos"]})})
        self.ctl("backup", self.library)
        self.assertEqual(self.facts(), before)
        self.assertLessEqual(self.do("find", "--distance", 0)["photos"], found["photos"])
        self.change("DELETE FROM look_alikes")
        self.assertEqual(self.ctl("duplicates", self.library, "--shelf", "look").out, "There are none.\n")
        self.assertLessEqual(self.do("find")["photos"], found["photos"], "the distance is kept")
        self.assertEqual(self.do("find", "--distance", 10), found)
        self.assert_only_the_catalogue_changed()

    def test_a_preview_tells_what_is_kept_and_marks_nothing(self):
        before = self.facts()
        preview = self.do("mark", "--preview")
        self.assertEqual(self.facts(), before)
        self.assertEqual(set(preview["groups"][0]), {"shelf", "group", "kept", "public_id", "name", "others"})
        self.assertEqual(preview["would_mark"], sum(g["others"] for g in preview["groups"]))
        done = self.do("mark")
        self.assertEqual((done["groups"], done["marked"]), (preview["groups"], preview["would_mark"]))
        self.assertEqual(len(self.marks()), done["marked"])
        self.assert_only_the_catalogue_changed()

    def test_marking_deletes_nothing_and_can_be_taken_back(self):
        before = self.status()
        done = self.do("mark")
        after = self.status()
        self.assertEqual((after["total"], after["states"]), (before["total"], before["states"]))
        listed = [p for g in self.groups() for p in g["photos"]]
        self.assertEqual(len([p for p in listed if p["kept_instead"]]), done["marked"])
        self.assertIn("(another is kept)", self.ctl("duplicates", self.library).out)
        first = min(self.marks())
        name = self.rows(f"SELECT public_id FROM photos WHERE id = {first}")[0]["public_id"]
        self.assertEqual(self.do("unmark", f'id:"{name}"'), {"unmarked": 1})
        self.assertEqual(self.do("unmark", f'id:"{name}"'), {"unmarked": 0})
        self.assertNotIn(first, self.marks())
        self.assertEqual(self.do("unmark", ""), {"unmarked": done["marked"] - 1})
        self.assertEqual(self.marks(), {})
        self.assert_only_the_catalogue_changed()

    def test_the_rules_choose_the_keeper(self):
        worth = {"best": lambda p: p["width"] * p["height"], "largest": lambda p: p["bytes"],
                 "newest": lambda p: p["created_at"], "folder": lambda p: p["folder"].startswith("Web")}
        for rule, better in worth.items():
            more = ("--folder", "Web") if rule == "folder" else ()
            kept = {g["group"]: g["kept"] for g in self.do("mark", "--shelf", "look", "--keep", rule, *more, "--preview")["groups"]}
            for group in self.groups("look"):
                best = max(group["photos"], key=better)
                chosen = next(p for p in group["photos"] if p["id"] == kept[group["group"]])
                self.assertEqual(better(chosen), better(best), rule)
        oldest = {g["group"]: g["kept"] for g in self.do("mark", "--shelf", "bytes", "--keep", "oldest", "--preview")["groups"]}
        for group in self.groups("bytes"):
            self.assertEqual(oldest[group["group"]], min(group["photos"], key=lambda p: p["created_at"])["id"])

    def test_the_one_with_most_tags_and_collections_is_kept_by_sorted(self):
        group = self.groups("bytes")[0]
        copy = next(p for p in group["photos"] if p["public_id"].startswith("delivery/"))
        for n in range(9):
            self.ctl("tag", self.library, "add", f"own/{n}", f'id:"{copy["public_id"]}"')
        kept = {g["group"]: g["kept"] for g in self.do("mark", "--shelf", "bytes", "--keep", "sorted", "--preview")["groups"]}
        self.assertEqual(kept[group["group"]], copy["id"])

    def test_the_keeper_inherits_tags_collections_stars_and_flags(self):
        group = self.groups("look")[0]
        small = min(group["photos"], key=lambda p: p["width"])
        query = f'id:"{small["public_id"]}"'
        for arguments in (("add", "Print/Large", query), ("rate", "4", query), ("flag", "pick", query)):
            self.ctl("tag", self.library, *arguments)
        self.change("INSERT INTO collections (name, created_at) VALUES ('Wall', '2024-01-01T00:00:00Z')",
                    f"INSERT INTO photo_collections (photo_id, collection_id, added_at) VALUES ({small['id']}, "
                    "(SELECT max(id) FROM collections), '2024-01-01T00:00:00Z')")
        kept = next(g["kept"] for g in self.do("mark", "--shelf", "look")["groups"] if g["group"] == group["group"])
        self.assertNotEqual(kept, small["id"])
        self.assertEqual(self.marks()[small["id"]], kept)
        for has, had in zip(self.sorted_of(kept), self.sorted_of(small["id"])):
            self.assertTrue(had and had <= has)
        self.assertEqual(self.rows(f"SELECT rating, flag FROM photo_marks WHERE photo_id = {kept}"), [{"rating": 4, "flag": "pick"}])
        # And it is found by what it inherited.
        self.assertEqual(self.ctl("tag", self.library, "add", "seen", "large", "--json").json["changed"], 2)
        # What came from another file is one's own; the cloud's tags are those of the cloud.
        self.assertEqual({r["source"] for r in self.rows(f"SELECT source FROM photo_tags t JOIN tags n ON n.id = t.tag_id "
                                                         f"WHERE photo_id = {kept} AND name = 'Print/Large'")}, {"local"})
        self.change("UPDATE duplicate_marks SET marked_at = '2024-01-01T00:00:00Z'")
        before = self.facts()
        self.do("mark", "--shelf", "look")
        self.assertEqual(self.facts(), before, "marking again changes nothing")
        self.assert_only_the_catalogue_changed()

    def test_no_photo_is_kept_in_the_place_of_another_that_is_not_kept_either(self):
        # A photo with a copy and a web version; then the newest are kept, one shelf after the other.
        twin = self.groups("bytes")[0]["photos"]
        self.change(f"INSERT INTO look_alikes (kind, group_id, photo_id, bits) VALUES ('look', 1, 1, 2), ('look', 1, {twin[0]['id']}, 2)",
                    "UPDATE photos SET created_at_us = created_at_us + 1000000000000000 WHERE id = 1")
        self.do("mark", "--keep", "newest")
        marks = self.marks()
        self.assertEqual(set(marks) & set(marks.values()), set())

    def test_wrong_arguments_are_told(self):
        for arguments in (("fly",), ("list", "more"), ("unmark",), ("mark", "--keep", "cheapest"), ("mark", "--keep", "folder"),
                          ("list", "--shelf", "top"), ("find", "--distance", "12"), ("find", "--distance", "near"), ("find", "--distance", "-1")):
            with self.subTest(arguments=arguments):
                self.assert_usage(*arguments)


if __name__ == "__main__":
    tap.main()
