#!/usr/bin/env python3
"""The plan guard: fetching stops at 90 % of the account's plan, says when it goes on, and a restart changes nothing."""

import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case  # noqa: E402

GB = 1_000_000_000


class Plan(Case):
    def over_plan(self, *faults):
        """25/14 with 20 GB to fetch, a thousandth of it: some 8.5 MB are left below 90 %."""
        self.demo(photos=40, faults=faults, more=("--pad", 500_000, "--plan", "0.025/0.014"))
        self.init()
        self.ctl("scan", self.library)
        plan = self.status()["plan"]
        # A plan's GB may be 10^9 or 2^30 bytes.
        self.assertAlmostEqual(plan["limit_bytes"], 0.025 * GB, delta=0.002 * GB)
        self.assertAlmostEqual(plan["used_bytes"], 0.014 * GB, delta=0.0012 * GB)
        self.left = 0.9 * plan["limit_bytes"] - plan["used_bytes"]

    def n_bytes_sent(self):
        return sum(max(0, r["bytes"]) for r in self.cloud.fetches())

    def test_fetching_stops_at_90_percent_and_a_restart_changes_nothing(self):
        self.over_plan()
        ran = self.ctl("backup", self.library, "--json", "--no-wait", expect=4)
        self.assertIn("plan", ran.json["notes"].lower())
        sent = self.n_bytes_sent()
        self.assertLessEqual(sent, self.left + 600_000)
        self.assertGreater(sent, self.left * 0.7, "it stopped long before it had to")
        plan = self.status()["plan"]
        self.assertIsNotNone(plan["resumes_at"])
        self.assertLess(plan["left_bytes"], 1_600_000)
        states = invariants.check(self)["states"]
        self.assertGreater(states["waiting"], 10)
        self.assertEqual(states["failed"], 0, states)
        n_fetches = len(self.cloud.fetches())
        for command in ("backup", "download"):
            ran = self.ctl(command, self.library, "--json", "--no-wait", expect=4)
            self.assertEqual(len(self.cloud.fetches()), n_fetches, "an original was asked for meanwhile")
            self.assertEqual(self.status()["plan"]["resumes_at"], plan["resumes_at"])
        invariants.check(self)

    def test_figures_that_stand_still_do_not_let_it_fetch_more(self):
        self.over_plan("usage-stale")
        for _ in range(3):
            self.ctl("backup", self.library, "--no-wait", expect=4)
        self.assertLessEqual(self.n_bytes_sent(), self.left + 600_000)

    def test_the_numbers_of_the_limit_are_told_and_what_waits(self):
        self.over_plan()
        out = self.ctl("backup", self.library, "--no-wait", expect=4).out
        self.assertRegex(out, r"22\.\d\sMB of the plan’s 25\.\d\sMB .* 90 %")
        self.assertRegex(out, r"\d+ photos wait, \d")
        self.assertRegex(out, r"go on at \d{4}")
        status = self.ctl("status", self.library).out
        self.assertRegex(status, r"of the plan’s 25\.\d\sMB")
        self.ctl("config", self.library, "budget", "0.001")
        status = self.ctl("status", self.library).out
        self.assertIn("of 1.0\u00a0MB fetched in the last 30 days", status)
        self.assertIn("your limit of 1.0\u00a0MB", status)
        out = self.ctl("download", self.library, "--no-wait", expect=4).out
        self.assertIn("of your limit of 1.0\u00a0MB", out)
        self.assertNotIn("plan’s", out)
        self.ctl("config", self.library, "budget", "none")
        self.assertIsNone(self.status()["plan"]["resumes_at"])

    def test_without_no_wait_it_waits_and_stops_cleanly(self):
        self.over_plan()
        job = self.start("backup", self.library, "--json")
        self.wait_until(lambda: not job.is_running or self.status()["plan"]["resumes_at"], "it says when it goes on", 30, 0.2)
        self.assertTrue(job.is_running, str(job.ran()))
        job.signal(signal.SIGTERM)
        self.assertEqual(job.wait(10).status, 130)
        invariants.check(self)

    def test_a_plan_that_is_full_already_lets_nothing_be_fetched(self):
        self.demo(photos=10, more=("--plan", "25/24"))
        self.init()
        self.ctl("backup", self.library, "--no-wait", expect=4)
        self.assertEqual(self.cloud.fetches(), [])
        status = invariants.check(self)
        self.assertEqual(status["total"], 10, "listing costs nothing and goes on")

    def test_another_budget_is_the_persons_choice(self):
        self.over_plan()
        self.ctl("backup", self.library, "--no-wait", expect=4)
        self.ctl("config", self.library, "budget", "none")
        self.ctl("backup", self.library, "--no-wait")
        states = invariants.check(self)["states"]
        self.assertEqual(states["waiting"], 0)
        self.assertIsNone(self.status()["plan"]["resumes_at"])

    def test_a_plan_with_room_is_never_in_the_way(self):
        self.demo(photos=20, more=("--plan", "25/1"))
        self.init()
        self.ctl("backup", self.library, "--no-wait")
        self.assertEqual(invariants.check(self)["states"]["waiting"], 0)


if __name__ == "__main__":
    tap.main()
