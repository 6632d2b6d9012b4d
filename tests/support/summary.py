#!/usr/bin/env python3
"""Adds up what a run of `meson test` did: summary.py TESTLOG.json [EXIT STATUS OF MESON]

Prints the output of what failed, every skip with its reason, and last the
line "N passed, N failed, N skipped" over all cases of all test programs. A
program that ends early, crashes or runs out of time counts as one more failure.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b\s*(\d+)?\s*(?:-\s*)?([^#]*)(?:#\s*(\w+)\s*(.*))?$")


def read_cases(output):
    """The cases of a TAP output: (name, 'passed' | 'failed' | 'skipped', reason)."""
    for line in output.splitlines():
        match = CASE.match(line.strip()) if line.startswith(("ok", "not ok")) else None
        if match:
            failed, _, name, directive, reason = match.groups()
            word = (directive or "").upper()
            if word.startswith("SKIP"):
                yield name.strip(), "skipped", (reason or "").strip()
            elif failed and not word.startswith("TODO"):
                yield name.strip(), "failed", ""
            else:
                yield name.strip(), "passed", ""
        elif line.startswith("1..0"):
            yield "all", "skipped", re.sub(r"^1\.\.0\W*(SKIP\w*)?\s*", "", line, flags=re.IGNORECASE)


def add_up(tests):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for test in tests:
        name, result, output = test["name"], test["result"], test.get("stdout", "")
        cases = list(read_cases(output))
        n_failed = 0
        for case, outcome, reason in cases:
            counts[outcome] += 1
            n_failed += outcome == "failed"
            if outcome == "skipped":
                print(f"skipped: {name}: {case}: {reason or 'no reason given'}")
        if not cases and result in ("OK", "EXPECTEDFAIL"):
            counts["passed"] += 1
        elif not cases and result == "SKIP":
            counts["skipped"] += 1
            print(f"skipped: {name}: {output.strip().splitlines()[-1] if output.strip() else 'no reason given'}")
        elif result not in ("OK", "SKIP", "EXPECTEDFAIL") and n_failed == 0:
            counts["failed"] += 1
            n_failed = 1
        if n_failed:
            print(f"\n──── {name}: {result}")
            print((output + test.get("stderr", "")).strip()[-20000:])
            print()
    return counts


def main():
    status = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    tests = []
    try:
        with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
            tests = [json.loads(line) for line in log if line.strip()]
    except FileNotFoundError:
        print("meson ran no test: it left no log")
    counts = add_up(tests)
    if not tests or (status != 0 and counts["failed"] == 0):
        counts["failed"] += 1
        print(f"meson test ended with exit status {status}, and not because of a test")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
