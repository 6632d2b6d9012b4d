#!/usr/bin/env python3
"""kill -9 at 100 random moments of a 300-photo backup, each followed by a new run (C1, promises 1 to 3).

PS_KILLS and PS_KILL_SEED change how many and when; the seed is printed with a failure.
"""

import os
import pathlib
import random
import shutil
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case, is_sanitized  # noqa: E402

N_KILLS = int(os.environ.get("PS_KILLS") or (20 if is_sanitized() else 100))
SEED = int(os.environ.get("PS_KILL_SEED") or random.randrange(1 << 32))
N_TRANSFERS = 6


class Kill(Case):
    def backup_of(self, library):
        return self.start("backup", library, "--json")

    def fetched(self, since):
        """How often each original was asked for, and the bytes sent for it."""
        times, n_bytes = {}, {}
        for request in self.cloud.fetches()[since:]:
            path = self.original_of(request["path"])
            times[path] = times.get(path, 0) + 1
            n_bytes[path] = n_bytes.get(path, 0) + max(0, request["bytes"])
        return times, n_bytes

    @staticmethod
    def original_of(path):
        return urllib.parse.unquote(urllib.parse.urlsplit(path).path)

    def test_100_kills_leave_the_same_files_and_rows_and_fetch_twice_only_what_was_in_flight(self):
        chance = random.Random(SEED)
        self.demo(photos=300, faults=["delay=4,on=delivery"])
        self.init()
        began = time.monotonic()
        self.ctl("backup", self.library)
        seconds = time.monotonic() - began
        reference = invariants.facts(self.library)
        status = invariants.check(self)
        self.assertEqual(status["states"]["proven"] + status["states"]["skipped"], 300)
        sizes = {}
        for asset in self.cloud.assets():
            sizes[self.original_of(asset["secure_url"])] = asset["bytes"]
        largest = max(sizes.values())

        n_kills = n_libraries = n_killed_fetching = 0
        try:
            while n_kills < N_KILLS:
                n_libraries += 1
                library = self.home / "pictures" / f"library-{n_libraries}"
                self.ctl("init", library)
                since, n_here = len(self.cloud.fetches()), 0
                while True:
                    job = self.backup_of(library)
                    if n_kills < N_KILLS:
                        self.let_run(job, chance.uniform(0.0, seconds * 0.5))
                        if job.is_running:
                            job.kill()
                            n_kills += 1
                            n_here += 1
                            continue
                    ran = job.wait()
                    self.assertEqual(ran.status, 0, str(ran))
                    break
                self.assertEqual(invariants.facts(library), reference)
                invariants.check(self, library)
                times, n_bytes = self.fetched(since)
                n_again = sum(times.values()) - len(times)
                n_killed_fetching += n_again > 0
                self.assertLessEqual(n_again, N_TRANSFERS * n_here, "more was asked for again than was in flight")
                over = sum(n_bytes.values()) - sum(sizes.get(p, 0) for p in n_bytes)
                self.assertLessEqual(over, N_TRANSFERS * n_here * largest, "more was sent again than was in flight")
                left = [p for p in (library / ".proofsheet" / "staging").rglob("*") if p.is_file()]
                self.assertEqual(left, [], "parts were left behind")
                shutil.rmtree(library)
        except AssertionError as error:
            raise AssertionError(f"seed {SEED}, after {n_kills} kills in library {n_libraries}: {error}") from error
        self.assertGreater(n_killed_fetching, 0, "no kill ever hit a transfer")

    @staticmethod
    def let_run(job, seconds):
        end = time.monotonic() + seconds
        while job.is_running and time.monotonic() < end:
            time.sleep(min(0.002, max(0.0, end - time.monotonic())))

    def test_killed_after_every_file_landed_nothing_is_fetched_again(self):
        self.demo(photos=60)
        self.init()
        job = self.backup_of(self.library)
        while job.is_running and len(self.cloud.fetches()) < 55:
            time.sleep(0.002)
        job.kill()
        n_files = sum(1 for p in (self.library / "Photos").rglob("*") if p.is_file())
        n_before = len(self.cloud.fetches())
        self.ctl("backup", self.library)
        status = invariants.check(self)
        here = status["states"]["proven"]
        self.assertLessEqual(len(self.cloud.fetches()) - n_before, here - n_files, "a file that was there was fetched again")


if __name__ == "__main__":
    tap.main()
