"""A backed-up demo library to sort in, whose truth is known by its names: copies lie in delivery/, look-alikes in web/."""

import invariants
from harness import Case


class SortingCase(Case):
    command = ""

    def back_up(self, photos=120):
        self.demo(photos=photos, max_side=200)
        self.init()
        self.ctl("backup", self.library)
        self.before = invariants.hash_tree(self.library / "Photos")
        self.n_fetches = len(self.cloud.fetches())

    def do(self, *arguments, expect=0):
        """The command's JSON."""
        return self.ctl(self.command, self.library, "--json", *arguments, expect=expect).json

    def rows(self, sql):
        return invariants.rows(self.library, sql)

    def photos(self, where="1"):
        """The ids of some photos, oldest first."""
        return [r["id"] for r in self.rows(f"SELECT id FROM photos WHERE {where} ORDER BY taken_at_us, id")]

    def facts(self):
        """All that a person or the program sorted."""
        return [self.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in
                ("photo_shoots", "photo_shoot_assignments", "photo_tags", "photo_marks", "duplicate_marks", "clock_shifts",
                 "photo_collections", "look_alikes")]

    def assert_only_the_catalogue_changed(self):
        """No file and nothing in the cloud changes by sorting, and nothing is fetched for it."""
        self.assertEqual(invariants.hash_tree(self.library / "Photos"), self.before)
        self.assertEqual(len(self.cloud.fetches()), self.n_fetches)
        self.assert_only_reads()
        invariants.check(self)

    def assert_usage(self, *arguments, word=""):
        """Not understood: exit status 2, a sentence and where help is, and nothing changed."""
        before = self.facts()
        ran = self.ctl(self.command, self.library, *arguments, expect=2)
        lines = ran.err.strip().splitlines()
        self.assertEqual((ran.out, len(lines)), ("", 2), str(ran))
        self.assertIn(word, lines[0])
        self.assertIn("--help", lines[1])
        self.assertEqual(self.facts(), before)

    def assert_refused(self, *arguments, words=()):
        """An error: exit status 1, one clear sentence, and nothing changed."""
        before = self.facts()
        self.assert_one_sentence(self.ctl(self.command, self.library, *arguments, expect=1), *words)
        self.assertEqual(self.facts(), before)
