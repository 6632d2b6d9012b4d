#!/usr/bin/env python3
"""Sign-in and limits, R1 to R10: whose fault it is, said plainly; no flood; and waiting that survives a restart."""

import datetime
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import API_KEY, API_SECRET, NO_LEAK_CHECK, Case  # noqa: E402

# Above 5,000 the demo cloud draws from a small pool, so that many pages cost no drawing.
N_MANY = 5200


class SignIn(Case):
    def test_R1_a_wrong_secret_key_or_cloud_name_each_says_which_and_nothing_is_stored(self):
        self.demo(photos=3)
        wrong = {"secret": (API_SECRET, "not-the-secret-at-all-12345"), "key": (API_KEY, "987654321098765"),
                 "cloud name": ("demo-studio", "no-such-studio")}
        for field, (right, other) in wrong.items():
            with self.subTest(field=field):
                ran = self.init(url=self.url.replace(right, other), expect=1)
                self.assert_one_sentence(ran, field)
                self.assertFalse(self.library.exists() and any(self.library.iterdir()))

    def test_R1_an_unknown_cloud_that_answers_404_in_html_is_told_too(self):
        self.demo(photos=3, faults=["html-404,on=api"])
        self.assert_one_sentence(self.init(expect=1), "cloud name")

    def test_R2_a_secret_changed_under_way_stops_without_a_flood_and_goes_on_with_the_new_one(self):
        self.demo(photos=30)
        self.init()
        n_before = len(self.cloud.api_calls())
        self.cloud.fault("401@3,on=api")
        ran = self.ctl("backup", self.library, "--json", expect=1)
        self.assertIn("secret", ran.err.lower())
        refused = [r for r in self.cloud.api_calls()[n_before:] if r["status"] == 401]
        self.assertLessEqual(len(refused), 3, "a flood of refused calls")
        invariants.check(self)
        self.cloud.stop()
        self.demo(photos=30, port=self.cloud.port)
        self.ctl("backup", self.library)
        states = invariants.check(self)["states"]
        self.assertEqual(states["proven"] + states["skipped"], 30)

    def test_R2_a_switched_off_account_is_never_a_deletion(self):
        self.demo(photos=12)
        self.init()
        self.ctl("backup", self.library)
        before = invariants.facts(self.library)
        self.cloud.fault("disabled")
        ran = self.ctl("backup", self.library, "--no-wait", expect=1)
        self.assertIn("switched this account off", ran.err.lower())
        self.assertEqual(invariants.facts(self.library), before)
        invariants.check(self)

    def test_R4_limits_without_a_reset_or_an_absurd_one_are_waited_for_and_passed(self):
        for odd in ("420-odd=none,on=api,first=2", "420-odd=past,on=api,first=2", "420-odd=far,on=api,first=1",
                    "420-bare,on=api,first=2", "429=1,on=api,first=2"):
            with self.subTest(fault=odd):
                self.library = self.home / "pictures" / odd.partition(",")[0]
                self.demo(photos=8)
                self.init()
                self.cloud.fault(odd)
                n_before = len(self.cloud.api_calls())
                ran = self.ctl("backup", self.library, "--json", PROOFSHEET_TIME_SCALE="0.001")
                self.assertIs(ran.json["complete"], True)
                self.assertLess(len(self.cloud.api_calls()) - n_before, 40, "it asked all the while")
                self.assertEqual(invariants.check(self)["states"]["waiting"], 0)
                self.cloud.stop()

    def test_R5_a_server_in_trouble_is_asked_again_ever_more_slowly_and_told_once(self):
        self.demo(photos=12)
        self.init()
        self.cloud.fault("5xx=4")
        n_before = len(self.cloud.log)
        began = time.monotonic()
        ran = self.ctl("backup", self.library, "--json")
        self.assertGreater(time.monotonic() - began, 3.5)
        refused = [r for r in self.cloud.log[n_before:] if r["status"] >= 500]
        self.assertGreater(len(refused), 1)
        self.assertLess(len(refused), 150, "a busy loop")
        self.assertLessEqual(len(ran.err.splitlines()), 5, f"more than one message\n{ran}")
        self.assertEqual(invariants.check(self)["states"]["waiting"], 0)

    def test_R5_trouble_that_does_not_end_ends_the_run_with_no_wait(self):
        self.demo(photos=8)
        self.init()
        self.cloud.fault("503,on=api")
        self.ctl("backup", self.library, "--no-wait", expect=(1, 4), patience=60)
        invariants.check(self)

    def test_R6_a_limit_reached_by_another_program_is_told_with_its_hour_and_survives_a_restart(self):
        self.demo(photos=N_MANY)
        self.init()
        self.cloud.fault("remaining=0")
        for _ in range(2):
            told = self.ctl("scan", self.library, "--json", "--no-wait", expect=4).json
            words = self.ctl("scan", self.library, "--no-wait", expect=4)
            self.assertRegex(words.out + words.err, r"\d\d:\d\d", "the clock time is not told")
            limit = self.status()["rate_limit"]
            for text in (told["resumes_at"], limit["reset"]):
                reset = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
                ahead = (reset - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
                self.assertTrue(-5 < ahead < 3700, text)
        refused = [r for r in self.cloud.api_calls() if r["status"] == 420]
        self.assertLessEqual(len(refused), 4, "it asked beyond the limit")
        invariants.check_states(self, self.library)

    def test_R6_waiting_for_the_hour_goes_on_by_itself_at_the_reset(self):
        self.demo(photos=N_MANY, faults=["hour=6"], more=("--hourly", 14))
        self.init()
        told = self.ctl("scan", self.library, "--json", PROOFSHEET_TIME_SCALE=1).json
        self.assertIs(told["complete"], True)
        self.assertGreater(told["seconds"], 3)
        self.assertEqual(invariants.check_states(self, self.library)["total"], N_MANY)
        refused = [r for r in self.cloud.api_calls() if r["status"] == 420]
        self.assertLessEqual(len(refused), 3, "it asked beyond the limit")

    def test_R6_photos_already_listed_are_fetched_while_a_scan_waits_for_its_hour(self):
        self.demo(photos=N_MANY, more=("--hourly", 16))
        self.init()
        job = self.start("backup", self.library, "--json", PROOFSHEET_TIME_SCALE=1)
        self.wait_until(lambda: len(self.cloud.fetches()) > 30 or not job.is_running, "originals come", 20)
        self.assertTrue(job.is_running, str(job.ran()))
        self.wait_until(lambda: self.status()["states"]["proven"] > 30, "some are proven", 20)
        job.signal(2)
        self.assertEqual(job.wait(15).status, 130)
        invariants.check(self)

    def test_R6_a_reserve_of_the_hour_is_left_to_the_website(self):
        self.demo(photos=N_MANY, more=("--hourly", 20))
        self.init()
        self.ctl("scan", self.library, "--json", "--no-wait", expect=4)
        limit = self.status()["rate_limit"]
        self.assertEqual(limit["limit"], 20)
        self.assertGreaterEqual(limit["remaining"], 2)

    def test_R8_a_damaged_keyring_counts_as_empty(self):
        self.demo(photos=3)
        self.init()
        keyring = self.home / "data" / "keyring"
        for content in (b"", b"not a keyring", b"GnomeKeyring\n\r\0\n" + bytes(range(256))):
            with self.subTest(content=content[:12]):
                keyring.write_bytes(content)
                ran = self.ctl("backup", self.library, "--account-from", "keyring", url=None, expect=1,
                               SECRET_BACKEND="file", SECRET_FILE_TEST_PATH=keyring, SECRET_FILE_TEST_PASSWORD="x",
                               ASAN_OPTIONS=NO_LEAK_CHECK)  # libsecret's file backend leaks a damaged file
                self.assert_one_sentence(ran)
        # Here no Secret Service answers at all, either.
        ran = self.ctl("backup", self.library, "--account-from", "keyring", url=None, expect=1,
                       DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        self.assert_one_sentence(ran)

    def test_R9_a_used_up_quota_is_named_as_such_and_no_photo_fails_for_it(self):
        self.demo(photos=12, faults=["quota,on=delivery"])
        self.init()
        ran = self.ctl("backup", self.library, "--no-wait", expect=(1, 3, 4))
        self.assertIn("bandwidth", ran.err.lower())
        states = invariants.check(self)["states"]
        self.assertEqual(states["proven"], 0)
        self.assertEqual(states["failed"], 0, states)
        self.assertLess(len(self.cloud.fetches()), 30)

    def test_R10_a_pasted_account_is_trimmed_and_parsed_and_control_characters_are_refused(self):
        self.demo(photos=3)
        pasted = (self.url, f"  {self.url}  ", f"CLOUDINARY_URL={self.url}", f'export CLOUDINARY_URL="{self.url}"', f"'{self.url}'\r",
                  self.url.replace("cloudinary://", "CLOUDINARY://"))
        for n, text in enumerate(pasted):
            with self.subTest(text=text):
                library = self.home / "pictures" / f"library-{n}"
                self.ctl("init", library, "--account-from", "stdin", url=None, stdin=text + "\n")
                self.assertTrue((library / ".proofsheet").is_dir())
        for text in ("", "\n", "cloudinary://demo-studio", "https://example.org/", self.url.replace(API_SECRET, "se\x07cret"),
                     self.url.replace(API_SECRET, "se%0Acret"), "x" * 100_000):
            with self.subTest(text=text[:80]):
                library = self.home / "pictures" / "refused"
                ran = self.ctl("init", library, "--account-from", "stdin", url=None, stdin=text + "\n", expect=(1, 2))
                self.assert_one_sentence(ran)
                self.assertFalse(library.exists() and any(library.iterdir()))
                self.assertNotIn(API_SECRET, ran.err)


if __name__ == "__main__":
    tap.main()
