#!/usr/bin/env python3
"""proofsheetctl statistics: every photo is in one bar of each kind, and each bar's search finds exactly as many."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from sorting import SortingCase  # noqa: E402

KINDS = ["year", "month", "camera", "lens", "focal", "iso", "folder"]


class Statistics(SortingCase):
    command = "statistics"

    def setUp(self):
        super().setUp()
        self.back_up(photos=40)

    def test_counts_add_up_and_each_search_finds_as_many(self):
        all_bars = self.do()
        self.assertEqual(list(all_bars), KINDS)
        total = self.rows("SELECT count(*) AS n, sum(bytes) AS bytes FROM photos")[0]
        for kind in KINDS:
            bars = all_bars[kind]
            self.assertEqual((sum(b["photos"] for b in bars), sum(b["bytes"] for b in bars)), (total["n"], total["bytes"]), kind)
            self.assertGreater(len(bars), 1, kind)
            for bar in bars:
                found = self.ctl("search", self.library, "--json", "--count", bar["search"]).json
                self.assertEqual((found["total"], found["bytes"]), (bar["photos"], bar["bytes"]), bar)
        self.assert_only_the_catalogue_changed()

    def test_one_kind_alone_and_what_is_none(self):
        self.assertEqual(list(self.do("--by", "iso")), ["iso"])
        self.assertIn("date:20", self.ctl("statistics", self.library, "--by", "year").out)
        self.assert_usage("--by", "weather", word="--by")


if __name__ == "__main__":
    tap.main()
