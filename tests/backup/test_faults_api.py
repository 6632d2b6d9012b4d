#!/usr/bin/env python3
"""Replies that are wrong, A1 to A21: a page is applied whole or not at all, and no entry stops the others."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case  # noqa: E402
from proxy import Proxy  # noqa: E402

# What an entry of the listing may have, and search entries too.
FIELDS = ("asset_id", "public_id", "format", "version", "resource_type", "type", "created_at", "bytes", "width", "height",
          "asset_folder", "display_name", "folder", "url", "secure_url", "tags", "context", "metadata", "access_mode",
          "access_control", "etag", "status", "uploaded_at", "aspect_ratio", "pixels", "duration", "created_by", "uploaded_by",
          "last_updated", "backup_bytes", "image_metadata")
# Above 5,000 the demo cloud draws from a small pool, so that many pages cost no drawing.
N_MANY = 5200
MISSING = object()
KINDS = (MISSING, None, True, -7, "\u202etext\u0000\n", [1, "two", None], {"a": {"b": [None]}})


class Listing(Case):
    def prepared(self, *faults, photos=18):
        """A library whose demo cloud has these faults from its first scan on."""
        self.demo(photos=photos)
        self.decoy = invariants.Decoy(self)
        self.init()
        for fault in faults:
            self.cloud.fault(fault)

    def backed_up(self, *faults, photos=18, expect=0, **options):
        self.prepared(*faults, photos=photos)
        ran = self.ctl("backup", self.library, "--json", expect=expect, **options)
        self.after = invariants.check(self, decoy=self.decoy)
        self.assert_only_reads()
        return ran

    def assert_all_proven(self, total=18):
        states = self.after["states"]
        self.assertEqual(self.after["total"], total)
        self.assertEqual(states["proven"] + states["skipped"], total, states)

    def assert_goes_through(self, fault):
        """A fault of a few replies is overcome within the run."""
        ran = self.backed_up(f"{fault},on=api,first=3")
        self.assertIs(ran.json["complete"], True)
        self.assert_all_proven()

    def assert_never_harms(self, fault):
        """A fault of every reply ends in one plain sentence, and what was known stays."""
        self.demo(photos=18)
        self.init()
        self.ctl("backup", self.library)
        before = invariants.facts(self.library)
        self.cloud.fault(f"{fault},on=api")
        ran = self.ctl("backup", self.library, "--json", "--no-wait", expect=(1, 3, 4))
        self.assertTrue(ran.err.strip())
        self.assertIs(ran.json.get("complete", False), False)
        self.assertEqual(invariants.facts(self.library), before)
        invariants.check(self)

    def test_A1_an_empty_reply_is_tried_again(self):
        self.assert_goes_through("empty")

    def test_A1_empty_replies_for_ever_change_nothing(self):
        self.assert_never_harms("empty")

    def test_A2_truncated_json_is_tried_again(self):
        self.assert_goes_through("json-cut")

    def test_A2_json_with_garbage_after_it_is_tried_again(self):
        self.assert_goes_through("json-tail")

    def test_A2_truncated_json_for_ever_changes_nothing(self):
        self.assert_never_harms("json-cut")

    def test_A3_html_with_status_200_or_502_is_tried_again(self):
        self.assert_goes_through("html")

    def test_A3_html_with_status_502_is_tried_again(self):
        self.assert_goes_through("html-502")

    def test_A3_html_for_ever_changes_nothing(self):
        self.assert_never_harms("html-502")

    def test_A5_a_reply_of_500_MB_is_cut_off(self):
        self.prepared("json-huge=500,on=api,first=1")
        job = self.start("backup", self.library, "--json")
        ran = job.wait()
        self.assertEqual(ran.status, 0, str(ran))
        self.assertLess(ran.usage.ru_maxrss, 400 * 1024 * (4 if sanitized() else 1), "kilobytes of memory")
        self.after = invariants.check(self)
        self.assert_all_proven()

    def test_A5_json_of_100000_levels_and_a_compressed_bomb_are_refused(self):
        self.backed_up("json-deep,on=api,first=1", "gzip-bomb=200,on=api,first=1")
        self.assert_all_proven()

    def mutated(self, changes, photos):
        """Backs up through a proxy that gives entry i of the listing and of the search the i-th change."""
        self.demo(photos=photos)
        order = {a["asset_id"]: i for i, a in enumerate(self.cloud.assets())}

        def change(path, reply):
            if "/resources/" not in path or reply.status != 200:
                return reply
            page = reply.json()
            raw = {}
            for entry in page.get("resources", []):
                index = order.get(entry["asset_id"], len(changes))
                if index < len(changes):
                    name, value = changes[index]
                    if value is MISSING:
                        entry.pop(name, None)
                    elif isinstance(value, bytes):
                        raw[f"@{index}@"] = value
                        entry[name] = f"@{index}@"
                    else:
                        entry[name] = value
            body = json.dumps(page).encode()
            for mark, value in raw.items():
                body = body.replace(json.dumps(mark).encode(), value)
            reply.body = body
            return reply

        proxy = Proxy(self, self.cloud, change)
        self.url = proxy.url
        decoy = invariants.Decoy(self)
        self.init()
        ran = self.ctl("backup", self.library, "--json", expect=(0, 3))
        self.after = invariants.check(self, decoy=decoy)
        return ran

    def test_A6_a_field_missing_or_of_any_wrong_kind_spoils_that_entry_alone(self):
        changes = [(field, kind) for field in FIELDS for kind in KINDS]
        n_photos = len(changes) + 20
        self.mutated(changes, n_photos)
        states = self.after["states"]
        self.assertGreaterEqual(self.after["total"], n_photos - 2 * len(KINDS), "entries were dropped")
        self.assertGreaterEqual(states["proven"] + states["skipped"], 20)
        # Whatever has its address, its size and its MD5 still is proven.
        harmless = sum(field in ("tags", "context", "metadata", "width", "height", "created_at", "uploaded_at", "aspect_ratio",
                                 "pixels", "created_by", "last_updated", "image_metadata", "url", "backup_bytes", "uploaded_by")
                       for field, _ in changes)
        self.assertGreaterEqual(states["proven"] + states["skipped"] + states["size_only"], harmless)
        again = self.ctl("backup", self.library, "--json", expect=(0, 3)).json
        self.assertEqual((again["gone"], again["added"]), (0, 0), "the same entries were taken for others")
        invariants.check(self)

    def test_A7_sizes_that_are_none_are_unknown_sizes(self):
        odd = [b"-1", b"1.5", b"9223372036854775808", b"18446744073709551616", b"1e400", b"-1e400", b'"12"', b"null", b"[]",
               b"0", b"1e3", b"0.0", b"-0", b'"-1"', b'"9999999999999999999"', b"true"]
        self.mutated([("bytes", value) for value in odd], 40)
        states = self.after["states"]
        self.assertEqual(self.after["total"], 40)
        self.assertGreaterEqual(states["proven"] + states["skipped"], 40 - len(odd))
        self.assertGreaterEqual(self.after["bytes_total"], 0)
        for photo in invariants.rows(self.library, "SELECT bytes FROM photos"):
            self.assertTrue(photo["bytes"] is None or 0 <= photo["bytes"] < 2 ** 62, photo)

    def test_A9_an_etag_that_is_no_md5_is_size_only_and_upper_case_is_proven(self):
        self.demo(photos=30)
        assets = self.cloud.assets()
        plain = [a["asset_id"] for a in assets if a["type"] == "upload"][:12]
        kinds = {plain[0]: MISSING, plain[1]: "UPPER", plain[2]: "abc", plain[3]: "d41d8cd98f00b204e9800998ecf8427e-3",
                 plain[4]: "", plain[5]: None}

        def change(path, reply):
            if "/resources/" in path and reply.status == 200:
                page = reply.json()
                for entry in page.get("resources", []):
                    kind = kinds.get(entry["asset_id"], 0)
                    if kind is MISSING:
                        entry.pop("etag", None)
                    elif kind == "UPPER" and "etag" in entry:
                        entry["etag"] = entry["etag"].upper()
                    elif kind != 0 and kind != "UPPER":
                        entry["etag"] = kind
                reply.set_json(page)
            return reply

        self.url = Proxy(self, self.cloud, change).url
        self.init()
        self.ctl("backup", self.library)
        n_fetches = len(self.cloud.fetches())
        self.after = invariants.check(self)
        states = {p["asset_id"]: p["state"] for p in invariants.rows(self.library, "SELECT asset_id, state FROM photos")}
        self.assertEqual([states[i] for i in plain[:6]],
                         ["size_only", "proven", "size_only", "size_only", "size_only", "size_only"])
        self.ctl("backup", self.library)
        self.assertEqual(len(self.cloud.fetches()), n_fetches, "an etag that is no MD5 made it fetch again")

    def test_A10_assets_that_move_between_pages_are_found_once_and_none_is_missed(self):
        self.prepared("shift=3,on=api,every=2", photos=N_MANY)
        told = self.ctl("scan", self.library, "--json").json
        self.assertEqual((told["complete"], told["gone"]), (True, 0), told)
        self.assertEqual(invariants.check_states(self, self.library)["total"], N_MANY)

    def test_A10_what_is_added_and_removed_while_a_scan_runs_is_told_truly(self):
        self.prepared("delay=120,on=api", photos=N_MANY)
        job = self.start("scan", self.library, "--json")
        self.wait_until(lambda: len([r for r in self.cloud.api_calls() if "next_cursor" in r.get("query", "")]) > 0
                        or len(self.cloud.api_calls()) > 4, "the scan is in the middle")
        images = [a for a in self.cloud.assets() if a["resource_type"] == "image"]
        self.cloud.do("delete", asset_id=images[-1]["asset_id"])
        self.cloud.do("add", like=images[0]["asset_id"])
        self.assertEqual(job.wait().status, 0, str(job.ran()))
        self.ctl("scan", self.library)
        there = {a["asset_id"] for a in self.cloud.assets()}
        known = {p["asset_id"] for p in invariants.rows(self.library, "SELECT asset_id FROM photos WHERE gone_at IS NULL")}
        self.assertEqual(known, there)

    def test_A11_a_cursor_that_loops_is_noticed_and_the_scan_is_not_complete(self):
        self.prepared("cursor-loop,on=api", photos=N_MANY)
        ran = self.ctl("scan", self.library, "--json", "--no-wait", expect=(0, 1, 3, 4), patience=60)
        self.assertIs(ran.json.get("complete", False), False)
        self.assertLess(len(self.cloud.api_calls()), 60, "it went round and round")
        self.assertEqual(invariants.rows(self.library, "SELECT * FROM scans WHERE complete = 1"), [])

    def test_A11_a_cursor_that_expires_starts_its_listing_again(self):
        self.prepared("cursor-expire,on=api,first=1", "cursor-410,on=api,first=1", photos=N_MANY)
        self.assertIs(self.ctl("scan", self.library, "--json").json["complete"], True)
        self.assertEqual(invariants.check_states(self, self.library)["total"], N_MANY)

    def test_A13_a_listing_that_ends_too_early_marks_nothing_gone_and_says_what_the_account_reports(self):
        self.demo(photos=N_MANY)
        self.init()
        self.ctl("scan", self.library)
        self.cloud.fault("early-end,on=api")
        ran = self.ctl("scan", self.library, "--json", expect=(0, 1, 3))
        self.assertEqual(self.status()["states"]["gone_from_cloud"], 0)
        self.assertIs(ran.json["complete"], False)
        self.assertIn(str(N_MANY), (ran.out + ran.err).replace(",", "").replace("\u202f", "").replace("\u00a0", ""))

    def test_A14_doubled_keys_nul_and_lone_surrogates_do_no_harm(self):
        self.backed_up("json-odd,on=api", expect=(0, 3))
        self.assertEqual(self.after["total"], 18)
        again = self.ctl("backup", self.library, "--json", expect=(0, 3)).json
        self.assertEqual((again["downloaded"], again["gone"]), (0, 0))
        invariants.check(self)

    def test_A15_unknown_types_and_fields_are_kept_and_counted(self):
        self.backed_up("future,on=api", expect=(0, 3))
        self.assertGreaterEqual(self.after["total"], 18)
        entries = invariants.rows(self.library, "SELECT coalesce(listing, search) AS entry FROM photo_documents")
        names = {name for e in entries for name in json.loads(e["entry"])}
        there = {name for a in self.cloud.assets() for name in a}
        self.assertEqual(there - names, set(), "a field of the listing is not kept")

    def test_A17_a_photo_that_is_listed_and_not_delivered_is_told_and_retried_only_when_asked(self):
        self.prepared("404,on=delivery", photos=8)
        self.ctl("backup", self.library, expect=3)
        self.after = invariants.check(self)
        failed = invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'failed'")
        self.assertEqual(len(failed), 8 - self.after["states"]["skipped"])
        self.assertEqual({p["failure_cause"] for p in failed}, {"not-found"})
        self.assertLess(len(self.cloud.fetches()), 8 * 20, "an endless loop")
        self.ctl("retry", self.library, "--no-wait", expect=3)
        invariants.check(self)

    def test_A18_a_refusal_with_a_reason_is_told_in_its_words(self):
        self.prepared("401-cld,on=delivery", photos=8)
        self.ctl("backup", self.library, "--no-wait", expect=3)
        invariants.check(self)
        failed = invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'failed'")
        self.assertTrue(failed)
        for photo in failed:
            self.assertEqual(photo["failure_cause"], "blocked")
            self.assertIn("ACL", photo["failure_reason"])

    def test_A18_pdf_and_archives_that_delivery_blocks_come_by_the_download_endpoint(self):
        self.backed_up("block-pdf", photos=120)
        self.assertEqual(self.after["states"]["failed"], 0)

    def test_A18_strict_and_private_and_token_accounts_are_served_by_a_signed_way(self):
        for switch in ("strict", "private-401", "token", "optimize", "sha256-only", "sign-escaped", "sign-unescaped",
                       "private-cdn", "placeholder,on=delivery,first=2", "redirect,on=delivery,first=6"):
            with self.subTest(switch=switch):
                self.library = self.home / "pictures" / switch.partition(",")[0]
                self.demo(photos=60, faults=[switch])
                self.init()
                self.ctl("backup", self.library)
                states = invariants.check(self)["states"]
                self.assertEqual(states["proven"] + states["skipped"], 60, states)
                self.cloud.stop()

    def test_A19_other_bytes_every_time_are_called_altered_not_corrupt(self):
        self.prepared("other-bytes,on=delivery", photos=10)
        self.ctl("backup", self.library, expect=(0, 3))
        self.after = invariants.check(self)
        states = self.after["states"]
        self.assertEqual(states["proven"], 0)
        self.assertEqual(states["altered"] + states["skipped"], 10, states)
        n_fetches = len(self.cloud.fetches())
        self.ctl("backup", self.library, expect=(0, 3))
        self.assertEqual(len(self.cloud.fetches()), n_fetches, "it fetches the same other bytes again and again")

    def test_A21_an_api_that_moved_is_not_followed_with_credentials(self):
        # The redirect leads to a second demo cloud, which must never hear of it.
        self.demo(photos=3)
        other = self.cloud
        self.demo(photos=8)
        self.init()
        self.cloud.fault(f"redir-port={other.port},on=api")
        ran = self.ctl("backup", self.library, "--no-wait", expect=1)
        self.assertIn("update", ran.err.lower())
        self.assertEqual(other.log, [], "the credentials went elsewhere")
        invariants.check(self)

    def test_A21_originals_are_not_fetched_from_hosts_nobody_named(self):
        for fault in ("redir-host=example.invalid", "redir-http", "redir-loop", "redir-file"):
            with self.subTest(fault=fault):
                self.library = self.home / "pictures" / fault.partition("=")[0]
                self.demo(photos=6, faults=[fault + ",on=delivery"])
                self.init()
                self.ctl("backup", self.library, "--no-wait", expect=(1, 3))
                self.assertEqual(invariants.check(self)["states"]["proven"], 0)
                self.cloud.stop()


def sanitized():
    from harness import is_sanitized
    return is_sanitized()


if __name__ == "__main__":
    tap.main()
