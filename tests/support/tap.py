"""A small runner for unittest cases: TAP where meson asks for it, plain lines elsewhere.

Every test is told as soon as it ends, with its seconds; a failure with its
traceback. Plainly run, the last line is "N passed, N failed, N skipped".

    python3 tests/cli/test_main_job.py [--tap] [-k WORD]…

-k runs only the tests whose name has one of the words.
"""

import sys
import time
import traceback
import unittest


def tell(err):
    """Where it failed in the test, and why; unittest's own frames say nothing."""
    frames = [f for f in traceback.extract_tb(err[2]) if "/unittest/" not in f.filename]
    return "".join(traceback.format_list(frames) + traceback.format_exception_only(*err[:2]))


class Result(unittest.TestResult):
    """Tells each test's outcome as it comes."""

    def __init__(self, tap):
        super().__init__()
        self.tap = tap
        self.n = 0
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}
        self.began = 0.0
        self.told = set()

    def say(self, outcome, test, detail=""):
        self.n += 1
        self.counts[outcome] += 1
        name = test.id().replace("__main__.", "")
        if self.tap:
            line = f"{'not ok' if outcome == 'failed' else 'ok'} {self.n} - {name}"
            if outcome == "skipped":
                line += f" # SKIP {detail}"
            print(line)
        else:
            seconds = time.monotonic() - self.began
            print(f"{outcome:8}{name} ({seconds:.1f} s){': ' + detail if outcome == 'skipped' else ''}")
        if outcome == "failed":
            for line in detail.splitlines():
                print(f"# {line}")
        sys.stdout.flush()

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def addSuccess(self, test):
        if test.id() not in self.told:
            self.say("passed", test)

    def fail_with(self, test, err):
        self.told.add(test.id())
        self.say("failed", test, tell(err))

    addError = addFailure = fail_with

    def addSkip(self, test, reason):
        self.told.add(test.id())
        self.say("skipped", test, reason)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.told.add(test.id())
            self.say("failed", subtest, tell(err))


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item


def main():
    arguments = sys.argv[1:]
    tap = "--tap" in arguments
    words = [b for a, b in zip(arguments, arguments[1:]) if a == "-k"]
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    tests = [t for t in flatten(suite) if not words or any(w in t.id() for w in words)]
    result = Result(tap)
    began = time.monotonic()
    unittest.TestSuite(tests).run(result)
    closing = "{passed} passed, {failed} failed, {skipped} skipped".format(**result.counts)
    if tap:
        print(f"1..{result.n}")
        print(f"# {closing} in {time.monotonic() - began:.1f} s")
    else:
        print(closing)
    sys.exit(1 if result.counts["failed"] else 0)
