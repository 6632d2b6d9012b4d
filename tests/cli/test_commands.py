#!/usr/bin/env python3
"""The command line: its exit statuses, one clear sentence for each refusal, clean stops, and readers beside a writer."""

import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import API_SECRET, Case  # noqa: E402

COMMANDS = ("demo-cloud", "init", "scan", "download", "backup", "retry", "get", "skip", "verify", "status", "config",
            "rebuild", "shoots", "duplicates", "tag", "clock", "adopt", "move", "search", "collection", "export", "statistics")


class Usage(Case):
    def test_a_usage_error_is_exit_status_2(self):
        for arguments in ((), ("no-such-command",), ("backup",), ("status", "--no-such-option", "x"), ("init",),
                          ("backup", self.library, "--account-from", "nowhere"), ("verify", self.library, "--share", "banana"),
                          ("get", self.library), ("demo-cloud", "--fault", "no-such-fault"), ("demo-cloud", "--photos", "minus")):
            with self.subTest(arguments=arguments):
                ran = self.ctl(*arguments, expect=2, patience=20)
                self.assertEqual(ran.out, "")
                self.assertTrue(ran.err.strip())

    def test_help_names_every_command_and_each_command_has_its_own(self):
        overview = self.ctl("--help").out
        for command in COMMANDS:
            self.assertIn(command, overview)
            ran = self.ctl(command, "--help")
            self.assertIn(command, ran.out)
            self.assertIn("--json" if command != "demo-cloud" else "--fault", ran.out)

    def test_the_version_is_told(self):
        self.assertRegex(self.ctl("--version").out, r"\d+\.\d+")


class Refusals(Case):
    """One clear sentence each, the documented exit status, and nothing lost."""

    def test_a_bad_account_is_told_and_makes_no_library(self):
        self.demo(photos=3)
        ran = self.init(url=self.url.replace(API_SECRET, "wrong-secret-0123456789"), expect=1)
        self.assert_one_sentence(ran, "secret")
        self.assertFalse((self.library / ".proofsheet").exists())

    def test_no_account_at_all_says_where_it_is_looked_for(self):
        ran = self.init(url=None, expect=1)
        self.assert_one_sentence(ran, "CLOUDINARY_URL")

    def test_a_folder_with_other_files_does_not_become_a_library(self):
        self.demo(photos=3)
        self.library.mkdir()
        (self.library / "diary.txt").write_text("mine")
        before = invariants.hash_tree(self.library)
        self.assert_one_sentence(self.init(expect=1), "empty folder")
        self.assertEqual(invariants.hash_tree(self.library), before)

    def test_a_file_does_not_become_a_library(self):
        self.demo(photos=3)
        self.library.write_text("a file")
        self.assert_one_sentence(self.init(expect=1))
        self.assertEqual(self.library.read_text(), "a file")

    def test_a_folder_inside_a_library_does_not_become_one(self):
        self.demo(photos=3)
        self.init()
        self.assert_one_sentence(self.ctl("init", self.library / "Photos" / "inner", expect=1), "library")

    def test_a_wrong_folder_is_exit_status_6_and_stays_as_it_is(self):
        self.demo(photos=3)
        other = self.home / "pictures" / "other"
        other.mkdir()
        (other / "diary.txt").write_text("mine")
        before = invariants.hash_tree(other)
        for command in ("backup", "scan", "download", "status", "verify", "retry"):
            with self.subTest(command=command):
                self.assert_one_sentence(self.ctl(command, other, expect=6))
        self.assertEqual(invariants.hash_tree(other), before)

    def test_a_drive_that_is_away_is_exit_status_6_and_its_mount_point_stays_empty(self):
        self.demo(photos=6)
        self.init()
        self.ctl("backup", self.library)
        away = self.home / "away"
        self.library.rename(away)
        self.assert_one_sentence(self.ctl("backup", self.library, expect=6))
        self.library.mkdir()
        self.assert_one_sentence(self.ctl("backup", self.library, expect=6))
        self.assertEqual(list(self.library.iterdir()), [])
        self.library.rmdir()
        away.rename(self.library)
        self.assertEqual(self.ctl("backup", self.library, "--json").json["downloaded"], 0)
        invariants.check(self)

    def test_another_account_does_not_get_into_a_library(self):
        self.demo(photos=6)
        self.init()
        self.ctl("backup", self.library)
        before = invariants.facts(self.library)
        ran = self.ctl("backup", self.library, url=self.url.replace("demo-studio", "other-studio"), expect=1)
        self.assert_one_sentence(ran, "other-studio")
        self.assertEqual(invariants.facts(self.library), before)

    def test_a_full_disk_is_calm_and_goes_on_once_there_is_room(self):
        self.library.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "none", str(self.library)],
                                 capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("no small disk can be mounted here")
        try:
            self.demo(photos=40, more=("--pad", 3_000_000))
            self.init()
            ran = self.ctl("backup", self.library, expect=1)
            self.assert_one_sentence(ran, "MB")
            status = invariants.check(self)
            self.assertGreater(status["states"]["proven"], 3)
            self.assertGreater(status["states"]["waiting"], 3)
            self.assertEqual(status["states"]["failed"], 0, "a full disk is no photo's failure")
            free = os.statvfs(self.library)
            self.assertGreater(free.f_bavail * free.f_frsize, 1_000_000, "the reserve was used up")
            subprocess.run(["mount", "-o", "remount,size=600m", str(self.library)], check=True)
            done = self.ctl("backup", self.library, "--json").json
            self.assertEqual(done["downloaded"], status["states"]["waiting"])
            invariants.check(self)
        finally:
            subprocess.run(["umount", "-l", str(self.library)], check=False)


    def test_the_log_of_the_catalogue_stays_small_on_a_small_drive(self):
        self.library.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(self.library)],
                                 capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("no small disk can be mounted here")
        try:
            self.demo(photos=3000)
            self.init()
            job, largest = self.start("scan", self.library), 0
            while job.is_running:
                try:
                    largest = max(largest, (self.library / "photos.db-wal").stat().st_size)
                except FileNotFoundError:
                    pass
                time.sleep(0.005)
            self.assertEqual(job.wait().status, 0)
            self.assertGreater(largest, 0)
            # The reserve of such a drive is 6.4 MB.
            self.assertLess(largest, 5_000_000)
        finally:
            subprocess.run(["umount", "-l", str(self.library)], check=False)


class Upkeep(Case):
    """What is looked after without being asked for."""

    def change(self, *statements):
        import sqlite3
        database = sqlite3.connect(self.library / "photos.db")
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()

    def checked_at(self):
        return [r["value"] for r in invariants.rows(self.library, "SELECT value FROM settings WHERE key = 'catalog_checked_at'")]

    def test_the_catalogue_is_checked_weekly_and_after_a_kill(self):
        self.demo(photos=20, faults=["delay=30,on=delivery"])
        self.init()
        self.ctl("backup", self.library)
        self.assertEqual(len(self.checked_at()), 1)
        for before, again in (("2020-01-01T00:00:00Z", True), ("2999-01-01T00:00:00Z", True), (self.checked_at()[0], False)):
            self.change(f"UPDATE settings SET value = '{before}' WHERE key = 'catalog_checked_at'")
            time.sleep(1.1)
            self.ctl("backup", self.library)
            self.assertEqual(self.checked_at()[0] != before, again, before)
        before = self.checked_at()
        self.change("UPDATE catalog_life SET is_open = 1")
        time.sleep(1.1)
        self.ctl("backup", self.library)
        self.assertNotEqual(self.checked_at(), before)

    def test_damage_that_a_full_check_finds_is_told_with_what_to_do(self):
        self.demo(photos=20, faults=["delay=30,on=delivery"])
        self.init()
        self.ctl("scan", self.library)
        self.change("UPDATE settings SET value = '2020-01-01T00:00:00Z' WHERE key = 'catalog_checked_at'",
                    "PRAGMA ignore_check_constraints = ON", "UPDATE photo_tags SET source = 'nobody' WHERE id = (SELECT min(id) FROM photo_tags)")
        ran = self.ctl("backup", self.library, expect=1)
        self.assert_one_sentence(ran, "damaged", "rebuild")

    def test_parts_that_no_photo_waits_for_go_after_a_day(self):
        self.demo(photos=12)
        self.init()
        self.ctl("scan", self.library)
        waiting = invariants.rows(self.library, "SELECT asset_id, version FROM photos WHERE state = 'waiting' LIMIT 1")[0]
        staging = self.library / ".proofsheet" / "staging"
        replaced, young = staging / ("a" * 32 + "-17.part"), staging / ("b" * 32 + "-17.part")
        resumed = staging / f"{waiting['asset_id']}-{waiting['version']}.part"
        for path in (replaced, young, resumed):
            path.write_bytes(b"half a video")
        for path in (replaced, resumed):
            os.utime(path, (time.time() - 200_000,) * 2)
        self.ctl("config", self.library, "budget", "0.000001")
        self.ctl("download", self.library, "--no-wait", expect=4)
        self.assertEqual((replaced.exists(), young.exists(), resumed.exists()), (False, True, True))
        self.ctl("config", self.library, "budget", "none")
        self.ctl("download", self.library)
        self.assertTrue(young.exists())
        invariants.check(self)

    def test_promise_23_a_failure_whose_next_try_is_in_a_wrong_future_is_tried(self):
        self.demo(photos=12)
        self.init()
        self.ctl("scan", self.library)
        self.change("UPDATE photos SET failed_at = '2098-01-01T00:00:00Z', failed_at_us = 4039372800000000, failure_cause = 'network', "
                    "failure_message = 'no answer', failure_attempts = 1, failure_next_at_us = 4039372804000000 "
                    "WHERE id = (SELECT min(id) FROM photos WHERE state = 'waiting')")
        self.assertEqual(self.status()["states"]["failed"], 1)
        self.ctl("download", self.library)
        self.assertEqual(invariants.check(self)["states"]["failed"], 0)


class Stops(Case):
    """Promise 25: what stops a run leaves it resumable."""

    def stop_with(self, number):
        self.demo(photos=40, faults=["delay=60,on=delivery"])
        decoy = invariants.Decoy(self)
        self.init()
        job = self.start("backup", self.library, "--json")
        self.wait_until(lambda: len(self.cloud.fetches()) > 8 or not job.is_running, "some photos are here")
        began = time.monotonic()
        job.signal(number)
        ran = job.wait(10)
        self.assertLess(time.monotonic() - began, 2.0, "stopping takes two seconds at most")
        self.assertEqual(ran.status, 130, str(ran))
        before = invariants.check(self, decoy=decoy)["states"]
        self.assertGreater(before["waiting"], 0, "it was not in the middle")
        done = self.ctl("backup", self.library, "--json").json
        after = invariants.check(self, decoy=decoy)["states"]
        self.assertEqual(done["downloaded"], after["proven"] - before["proven"])
        self.assertEqual(after["waiting"], 0)

    def test_SIGINT_ends_a_backup_within_2_s_with_130_and_it_goes_on_later(self):
        self.stop_with(signal.SIGINT)

    def test_SIGTERM_ends_a_backup_within_2_s_with_130_and_it_goes_on_later(self):
        self.stop_with(signal.SIGTERM)

    def test_SIGINT_ends_a_verify_and_changes_nothing(self):
        self.demo(photos=12, more=("--pad", 4_000_000))
        self.init()
        self.ctl("backup", self.library)
        before = invariants.facts(self.library)
        job = self.start("verify", self.library, "--json")
        time.sleep(0.1)
        job.signal(signal.SIGINT)
        ran = job.wait(10)
        self.assertIn(ran.status, (130, 0), str(ran))
        self.assertEqual(invariants.facts(self.library), before)
        invariants.check(self)

    def test_a_stop_at_any_moment_of_a_backup_or_a_verify_is_clean(self):
        self.demo(photos=30, more=("--pad", 400_000))
        self.init()
        for command in ("backup", "verify"):
            for n in range(12):
                job = self.start(command, self.library, "--json")
                time.sleep(0.02 + n * 0.05)
                job.signal(signal.SIGINT if n % 2 else signal.SIGTERM)
                ran = job.wait(20)
                # Before it listens to signals, the system ends it as it ends any program.
                self.assertIn(ran.status, (0, 130, -signal.SIGINT, -signal.SIGTERM), str(ran))
        self.ctl("backup", self.library)
        self.assertEqual(invariants.check(self)["states"]["waiting"], 0)

    def test_the_demo_cloud_ends_on_SIGTERM(self):
        demo = self.demo(photos=3)
        demo.process.send_signal(signal.SIGTERM)
        self.assertIn(demo.process.wait(5), (0, 130))


class Beside(Case):
    def running_backup(self):
        self.demo(photos=60, faults=["delay=150,on=delivery"])
        self.init()
        job = self.start("backup", self.library, "--json")
        self.wait_until(lambda: len(self.cloud.fetches()) > 6 or not job.is_running, "some photos are here")
        self.assertTrue(job.is_running, str(job.ran()))
        return job

    def test_a_second_writer_is_exit_status_5_and_the_first_goes_on(self):
        job = self.running_backup()
        for arguments in (("backup",), ("scan",), ("download",), ("retry",), ("get", "a"), ("skip", "a")):
            with self.subTest(command=arguments[0]):
                ran = self.ctl(arguments[0], self.library, *arguments[1:], expect=5)
                self.assert_one_sentence(ran)
        self.assertTrue(job.is_running, "the first one ended before the others were refused")
        self.assertEqual(job.wait().status, 0)
        invariants.check(self)

    def test_commands_that_read_work_beside_a_running_backup(self):
        job = self.running_backup()
        seen = []
        while job.is_running and len(seen) < 5:
            status = self.status()
            self.assertEqual(sum(status["states"].values()), status["total"])
            seen.append(status["states"]["proven"])
            self.assertTrue(self.ctl("status", self.library).out.strip())
            self.ctl("config", self.library)
        self.assertEqual(seen, sorted(seen))
        ran = job.wait()
        self.assertEqual(ran.status, 0, str(ran))
        invariants.check(self)

    def test_status_after_a_kill_tells_of_nothing_that_arrives(self):
        job = self.running_backup()
        self.wait_until(lambda: self.status()["states"]["arriving"] > 0 or not job.is_running, "something arrives")
        self.assertTrue(job.is_running, str(job.ran()))
        job.kill()
        states = self.status()["states"]
        self.assertEqual(states["arriving"], 0)
        self.assertGreater(states["waiting"], 0)
        self.assertEqual(sum(states.values()), 60)
        self.assertNotIn("Arriving", self.ctl("status", self.library).out)

    def test_readers_never_keep_a_writer_out(self):
        self.demo(photos=3)
        self.init()
        readers = [self.start("status", self.library) for _ in range(12)]
        for _ in range(6):
            self.ctl("skip", self.library, "no-such-photo")
        for reader in readers:
            self.assertEqual(reader.wait().status, 0)

    def test_the_lock_of_a_killed_program_is_gone_with_it(self):
        job = self.running_backup()
        job.kill()
        self.ctl("backup", self.library)
        invariants.check(self)


class Asking(Case):
    """get, skip, retry, verify: what a person asks for."""

    def test_get_fetches_what_was_asked_for_first(self):
        self.demo(photos=40)
        self.init()
        self.ctl("scan", self.library)
        oldest = invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'waiting' ORDER BY created_at_us LIMIT 1")[0]
        self.ctl("get", self.library, oldest["name"])
        got = invariants.rows(self.library, "SELECT state FROM photos WHERE id = ?", oldest["id"])[0]
        if got["state"] == "waiting":
            n_before = len(self.cloud.fetches())
            self.ctl("download", self.library)
            first = [r["path"] for r in self.cloud.fetches()[n_before:n_before + 8]]
            self.assertTrue(any(urllib.parse.unquote(oldest["secure_url"]).endswith(path) for path in first), first)
        self.assertEqual(invariants.rows(self.library, "SELECT state FROM photos WHERE id = ?", oldest["id"])[0]["state"], "proven")
        invariants.check(self)

    def test_skip_leaves_photos_out_and_undo_brings_them_back(self):
        self.demo(photos=30)
        self.init()
        self.ctl("scan", self.library)
        folder = invariants.rows(self.library, "SELECT folder_path, count(*) AS n FROM photos WHERE state = 'waiting' AND "
                                               "folder_path <> '' GROUP BY 1 ORDER BY n DESC")[0]["folder_path"]
        word = folder.rpartition("/")[2].split()[0]
        before = self.status()["states"]
        self.ctl("skip", self.library, word)
        skipped = self.status()["states"]
        self.assertGreater(skipped["skipped"], before["skipped"])
        self.ctl("download", self.library)
        after = invariants.check(self)["states"]
        self.assertEqual(after["skipped"], skipped["skipped"])
        self.assertEqual(after["waiting"], 0)
        self.ctl("skip", self.library, word, "--undo")
        self.ctl("backup", self.library)
        self.assertEqual(invariants.check(self)["states"]["skipped"], before["skipped"])

    def test_retry_fetches_one_failure_by_name_and_the_rest_by_cause(self):
        self.demo(photos=24, faults=["404,on=delivery,first=45"])
        self.init()
        self.ctl("backup", self.library, "--no-wait", expect=3)
        failed = invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'failed'")
        self.assertGreater(len(failed), 1)
        self.assertTrue(all(p["failure_reason"] and p["failure_cause"] for p in failed), failed)
        self.cloud.stop()
        self.demo(photos=24, port=self.cloud.port)
        one = failed[0]
        self.ctl("retry", self.library, one["public_id"], expect=(0, 3))
        states = {p["id"]: p["state"] for p in invariants.rows(self.library, "SELECT id, state FROM photos")}
        self.assertEqual(states[one["id"]], "proven")
        self.assertEqual(sum(state == "failed" for state in states.values()), len(failed) - 1)
        self.ctl("retry", self.library, "--cause", one["failure_cause"])
        self.assertEqual(invariants.check(self)["states"]["failed"], 0)

    def test_verify_finds_damage_and_a_missing_file_and_repair_heals_both(self):
        self.demo(photos=20)
        self.init()
        self.ctl("backup", self.library)
        photos = invariants.rows(self.library, "SELECT * FROM photos WHERE state = 'proven' ORDER BY bytes DESC LIMIT 2")
        damaged, missing = (self.library / p["local_path"] for p in photos)
        times = damaged.stat()
        data = bytearray(damaged.read_bytes())
        data[len(data) // 2] ^= 1
        os.chmod(damaged, 0o644)
        damaged.write_bytes(data)
        os.utime(damaged, ns=(times.st_atime_ns, times.st_mtime_ns))
        missing.unlink()
        found = self.ctl("verify", self.library, "--json", expect=3).json
        self.assertEqual((found["damaged"], found["missing"]), (1, 1), found)
        self.assertEqual(found["sound"] + found["missing"] + found["damaged"] + found["unreadable"], found["checked"])
        states = self.status()["states"]
        self.assertEqual((states["damaged"], states["missing"]), (1, 1))
        self.ctl("verify", self.library, "--repair", expect=(0, 3))
        status = invariants.check(self)
        self.assertEqual((status["states"]["damaged"], status["states"]["missing"]), (0, 0), status)
        self.assertEqual(self.ctl("verify", self.library, "--json").json["sound"], found["checked"])
        kept = [p for p in (self.library / ".proofsheet" / "quarantine").rglob("*") if p.is_file()]
        self.assertIn(bytes(data), [p.read_bytes() for p in kept], "the damaged copy was not kept")

    def test_verify_and_status_name_what_is_broken_and_repair_says_what_it_left_alone(self):
        self.demo(photos=20)
        self.init()
        self.ctl("backup", self.library)
        photos = invariants.rows(self.library, "SELECT local_path FROM photos WHERE state = 'proven' ORDER BY bytes DESC LIMIT 3")
        damaged, missing, saved = (p["local_path"] for p in photos)
        times = (self.library / damaged).stat()
        for path in (damaged, saved):
            os.chmod(self.library / path, 0o644)
            (self.library / path).write_bytes(b"other bytes")
        os.utime(self.library / damaged, ns=(times.st_atime_ns, times.st_mtime_ns))
        (self.library / missing).unlink()
        found = self.ctl("verify", self.library, "--json", expect=3).json
        self.assertEqual({f["path"]: f["saved_over"] for f in found["damaged_files"]}, {damaged: False, saved: True})
        self.assertEqual([f["path"] for f in found["missing_files"]], [missing])
        self.assertEqual(found["unreadable_files"], [])
        for command in ("verify", "status"):
            out = self.ctl(command, self.library, expect=(0, 3)).out
            for path in (damaged, missing, saved):
                self.assertIn(path, out)
            self.assertIn("--repair", out)
        self.assertEqual([f["path"] for f in self.status()["missing_files"]], [missing])
        ran = self.ctl("verify", self.library, "--repair", expect=3)
        self.assertIn(saved, ran.out)
        self.assertIn("left alone", ran.out)
        self.assertNotIn(damaged, ran.out)
        self.assertEqual((self.library / saved).read_bytes(), b"other bytes")
        self.assertEqual(self.ctl("verify", self.library, "--repair", "--json", expect=3).json["left_alone"], [saved])

    def test_a_file_that_cannot_be_read_is_named_with_what_the_system_says(self):
        self.demo(photos=6)
        self.init()
        self.ctl("backup", self.library)
        path = invariants.rows(self.library, "SELECT local_path FROM photos WHERE state = 'proven' LIMIT 1")[0]["local_path"]
        (self.library / path).unlink()
        (self.library / path).mkdir()
        found = self.ctl("verify", self.library, "--json", expect=3).json
        self.assertEqual([f["path"] for f in found["unreadable_files"]], [path], found)
        self.assertTrue(found["unreadable_files"][0]["message"])
        self.assertIn(path, self.ctl("status", self.library).out)

    def test_a_wrong_search_is_told_and_changes_nothing(self):
        self.demo(photos=3)
        self.init()
        self.ctl("scan", self.library)
        ran = self.ctl("skip", self.library, "cake foo:bar", expect=1)
        self.assert_one_sentence(ran, "foo:", "tag:", "folder:")
        self.assertEqual(self.status()["states"]["skipped"], 0)

    def test_verify_in_shares_reads_every_file_once(self):
        self.demo(photos=20)
        self.init()
        self.ctl("backup", self.library)
        total = self.ctl("verify", self.library, "--json").json["total"]
        parts = [self.ctl("verify", self.library, "--share", f"{n}/3", "--json").json for n in (1, 2, 3)]
        for part in parts:
            self.assertEqual(part["checked"] + part["not_checked"], total)
        self.assertEqual(sum(part["checked"] for part in parts), total)

    def test_status_at_a_past_day_shows_the_library_as_a_scan_saw_it(self):
        self.demo(photos=12)
        self.init()
        self.ctl("backup", self.library)
        at = self.status()["last_scan"]
        time.sleep(1.1)
        gone = [a for a in self.cloud.assets() if a["resource_type"] == "image"][0]
        self.cloud.do("delete", asset_id=gone["asset_id"])
        self.ctl("backup", self.library)
        self.assertEqual(self.status()["states"]["gone_from_cloud"], 1)
        then = self.ctl("status", self.library, "--at", at, "--json").json
        self.assertEqual(then["total"], 12)

    def test_a_rename_and_a_replacement_in_the_cloud_are_followed(self):
        self.demo(photos=20)
        self.init()
        self.ctl("backup", self.library)
        images = [a for a in self.cloud.assets() if a["resource_type"] == "image" and a["type"] == "upload"]
        renamed, replaced = images[0], images[1]
        old = invariants.rows(self.library, "SELECT * FROM photos WHERE asset_id = ?", replaced["asset_id"])[0]
        old_bytes = (self.library / old["local_path"]).read_bytes()
        self.cloud.do("rename", asset_id=renamed["asset_id"], display_name="A New Name")
        self.cloud.do("replace", asset_id=replaced["asset_id"])
        n_before = len(self.cloud.fetches())
        done = self.ctl("backup", self.library, "--json").json
        self.assertEqual(done["downloaded"], 1)
        self.assertEqual(len(self.cloud.fetches()) - n_before, 1, "a rename is no download")
        photo = invariants.rows(self.library, "SELECT * FROM photos WHERE asset_id = ?", renamed["asset_id"])[0]
        self.assertIn("A New Name", photo["local_path"])
        kept = [p for p in (self.library / ".proofsheet" / "versions").rglob("*") if p.is_file()]
        self.assertIn(old_bytes, [p.read_bytes() for p in kept], "the earlier version was not kept")
        checked = subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "MANIFEST.sha256"], cwd=self.library,
                                 capture_output=True, text=True, check=False)
        self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ""))
        invariants.check(self)

    def test_real_camera_files_are_backed_up_and_read(self):
        from harness import photos_folder
        folder = photos_folder()
        if folder is None:
            self.skipTest("the folder of real camera files is not here (PS_TEST_PHOTOS)")
        self.demo(more=("--originals", folder))
        self.init()
        self.ctl("backup", self.library)
        n_files = sum(1 for p in folder.rglob("*") if p.is_file())
        status = invariants.check(self)
        self.assertGreaterEqual(status["states"]["proven"] + status["states"]["skipped"], n_files - 1)
        self.assertTrue(invariants.rows(self.library, "SELECT * FROM exif_data WHERE gps_latitude IS NOT NULL"))


class Progress(Case):
    """What a person sees while it works, and what a log keeps of it."""

    def on_terminal(self, *arguments, columns, until):
        """Runs a command on a terminal of so many columns until a drawn line holds all these words; returns every line."""
        import fcntl
        import pty
        import re
        import select
        import struct
        import termios
        from harness import program
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen([program(), *map(str, arguments)], env=self.environment(self.url), cwd=self.home,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        data, end, lines = b"", time.monotonic() + 30, []
        try:
            while time.monotonic() < end:
                if select.select([master], [], [], 0.2)[0]:
                    try:
                        data += os.read(master, 65536)
                    except OSError:
                        break
                lines = [re.sub(r"^.*\x1b\[K", "", line) for line in data.decode(errors="replace").split("\r")]
                if any(all(word in line for word in until) for line in lines):
                    break
            else:
                self.fail(f"no line with {until}: {lines[-5:]}")
        finally:
            process.kill()
            process.wait()
            os.close(master)
        self.assertTrue(any(all(word in line for word in until) for line in lines), lines[-5:])
        return lines

    def test_a_terminal_tells_at_once_that_the_first_answer_is_waited_for(self):
        self.demo(photos=3)
        self.init()
        self.cloud.fault("hang")
        self.on_terminal("backup", self.library, columns=80, until=("Asking Cloudinary",))

    def test_80_columns_keep_the_rate_and_cut_no_line(self):
        self.demo(photos=60, faults=["delay=120,on=delivery"], more=("--pad", 300_000))
        self.init()
        self.ctl("scan", self.library)
        for columns in (80, 40):
            lines = self.on_terminal("download", self.library, columns=columns, until=("%", "/s"))
            self.assertLess(max(len(line.rstrip("\n")) for line in lines), columns)

    def test_a_log_tells_a_wait_once_for_what_and_until_when(self):
        self.demo(photos=40, faults=["hour=600", "remaining=3,on=api"])
        self.time_scale = "1"
        self.init(expect=None)
        job = self.start("scan", self.library)
        try:
            self.wait_until(lambda: job.ran().err or not job.is_running, "the wait is told", 30)
            time.sleep(3)
            self.assertTrue(job.is_running, str(job.ran()))
            lines = job.ran().err.strip().splitlines()
            self.assertEqual(len(lines), 1, lines)
            self.assertRegex(lines[0], r"goes on by itself at \d{4}-\d\d-\d\d \d\d:\d\d")
        finally:
            job.kill()


class Account(Case):
    def test_the_account_may_come_from_standard_input(self):
        self.demo(photos=3)
        ran = self.ctl("init", self.library, "--account-from", "stdin", url=None, stdin=self.url + "\n")
        self.assertNotIn(API_SECRET, ran.out + ran.err)
        self.ctl("backup", self.library, "--account-from", "stdin", url=None, stdin=self.url + "\n")
        invariants.check(self)

    def test_no_child_of_the_program_has_the_account_in_its_environment(self):
        self.demo(photos=60, faults=["delay=100,on=delivery"])
        self.init()
        job = self.start("backup", self.library)
        seen = 0
        while job.is_running:
            for child in children(job.process.pid):
                try:
                    environment = pathlib.Path(f"/proc/{child}/environ").read_bytes()
                    arguments = pathlib.Path(f"/proc/{child}/cmdline").read_bytes()
                except OSError:
                    continue
                seen += 1
                self.assertNotIn(API_SECRET.encode(), environment + arguments)
            time.sleep(0.02)
        self.assertEqual(job.wait().status, 0)
        self.assertGreater(seen, 0, "no helper was seen at work")

    def test_settings_are_read_and_changed(self):
        self.demo(photos=3)
        self.init()
        self.ctl("config", self.library, "budget", "none")
        self.assertIn("none", self.ctl("config", self.library, "budget").out)
        self.assertEqual(self.ctl("config", self.library, "--json").json["budget"], "none")
        self.ctl("config", self.library, "no-such-setting", "1", expect=2)


def children(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
        try:
            found += (task / "children").read_text().split()
        except OSError:
            continue
    return found


if __name__ == "__main__":
    tap.main()
