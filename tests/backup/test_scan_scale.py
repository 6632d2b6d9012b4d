#!/usr/bin/env python3
"""A scan of 100,000 assets: under 200 MB, at most 410 API calls, and fast.

The bar is 10,000 a second on two free cores. Where the cores were free, the clock
on the wall holds it. Where other programs took more than a tenth of them, the wall
tells of those as much as of the scan: then the processor time of the scan's busiest
thread, which is what it would take at least on free cores, has to hold the bar, and
the wall a floor. The figures and which of the two it was are printed. With
PS_HOLD_BARS (`meson test --benchmark scan`) the wall holds it in any case.
"""

import os
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import invariants  # noqa: E402
import tap  # noqa: E402
from harness import Case, is_sanitized  # noqa: E402

N_ASSETS = 100_000
BAR, FLOOR = 10_000, 2_000
MOST_OF_OTHERS = 0.1  # of the cores, below which they count as free
TICKS = os.sysconf("SC_CLK_TCK")
LOOK_EVERY_S = 0.1


def times_in(stat_path):
    """User and system time, in seconds, of a process or a thread."""
    fields = pathlib.Path(stat_path).read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def time_of_machine():
    """What all programs of this machine have used so far, in seconds, time stolen from it included."""
    user, nice, system, _, _, irq, softirq, steal = map(int, pathlib.Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS


class Watch(threading.Thread):
    """Looks at a running program until it has ended."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.kilobytes = 0  # the most the program itself ever held: what wait() tells holds the test's own before exec
        self.threads = {}   # id → seconds
        self.start()

    def run(self):
        try:
            while True:
                for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
                    if line.startswith("VmHWM:"):
                        self.kilobytes = max(self.kilobytes, int(line.split()[1]))
                for path in pathlib.Path(f"/proc/{self.pid}/task").iterdir():
                    self.look_at_thread(path)
                time.sleep(LOOK_EVERY_S)
        except OSError:
            pass

    def look_at_thread(self, path):
        try:
            self.threads[path.name] = times_in(path / "stat")
        except OSError:
            pass  # it has just ended

    def busiest(self):
        """Seconds, with what may have been used since the last look."""
        return max(self.threads.values()) + LOOK_EVERY_S


class Scale(Case):
    def test_100000_assets_are_scanned_fast_in_200_MB_with_410_calls(self):
        slow = is_sanitized()
        n_assets = 10_000 if slow else N_ASSETS
        self.demo(photos=n_assets)
        self.init()
        # The demo cloud makes its assets as they are first asked for; that is not the scan's time.
        self.assertEqual(len(self.cloud.assets()), n_assets)
        n_before = len(self.cloud.api_calls())
        used, used_by_cloud = time_of_machine(), times_in(f"/proc/{self.cloud.process.pid}/stat")
        job = self.start("scan", self.library, "--json")
        watch = Watch(job.process.pid)
        ran = job.wait(400)
        used_by_cloud = times_in(f"/proc/{self.cloud.process.pid}/stat") - used_by_cloud
        self.assertEqual(ran.status, 0, str(ran))
        self.assertEqual(ran.json["scanned"], n_assets)
        n_calls = len(self.cloud.api_calls()) - n_before
        megabytes = watch.kilobytes / 1024
        cpu = ran.usage.ru_utime + ran.usage.ru_stime
        others = max(0, time_of_machine() - used - cpu - used_by_cloud) / (ran.seconds * os.cpu_count())
        print(f"# {n_assets} assets in {ran.seconds:.1f} s ({n_assets / ran.seconds:,.0f} a second; the program's own time "
              f"{cpu:.1f} s, {n_assets / cpu:,.0f} a second; its busiest thread "
              f"{watch.busiest():.1f} s, {n_assets / watch.busiest():,.0f} a second; "
              f"others took {others:.0%} of the cores), {megabytes:.0f} MB, {n_calls} calls")
        self.assertLessEqual(n_calls, 410)
        self.assertEqual(ran.json["api_calls"], n_calls)
        if not slow:
            self.assertLess(megabytes, 200)
            self.assertGreater(megabytes, 5, "the memory was not seen")
            self.assertGreaterEqual(n_assets / watch.busiest(), BAR, "the busiest thread's own time")
            holds_bar = others <= MOST_OF_OTHERS or os.environ.get("PS_HOLD_BARS")
            self.assertGreaterEqual(n_assets / ran.seconds, BAR if holds_bar else FLOOR,
                                    f"by the wall; others took {others:.0%} of the cores")
        invariants.check_database(self.library)
        began = time.monotonic()
        status = self.status()
        self.assertLess(time.monotonic() - began, 2.0 * (5 if slow else 1), "ready within 2 s")
        self.assertEqual(sum(status["states"].values()), n_assets)
        self.assertEqual(status["total"], n_assets)


if __name__ == "__main__":
    tap.main()
