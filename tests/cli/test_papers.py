#!/usr/bin/env python3
"""What goes with the program: the manual page, the list of translatable files, the README's commands."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from harness import SOURCE, STATES, Case  # noqa: E402

MARKED = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dgettext)\s*\(\s*"')


def files_with_words():
    """Every source file in which something is marked for translation, by path."""
    code = [p for p in (SOURCE / "src").rglob("*.[ch]") if MARKED.search(p.read_text(encoding="utf-8"))]
    interface = [p for p in (SOURCE / "src").rglob("*.ui") if 'translatable="yes"' in p.read_text(encoding="utf-8")]
    data = [p for pattern in ("*.desktop.in", "*.metainfo.xml.in", "*.gschema.xml") for p in (SOURCE / "data").glob(pattern)]
    return sorted(str(p.relative_to(SOURCE)) for p in [*code, *interface, *data])


COMMANDS = ("demo-cloud", "init", "scan", "download", "backup", "retry", "get", "skip", "verify", "status", "config",
            "rebuild", "shoots", "duplicates", "tag", "clock", "adopt", "move", "search", "collection", "export", "statistics")


class Manual(Case):
    def setUp(self):
        super().setUp()
        self.path = SOURCE / "data" / "proofsheetctl.1"
        self.text = self.path.read_text(encoding="utf-8")
        self.plain = re.sub(r"\\f.", "", self.text.replace("\\-", "-").replace("\\(aq", "'").replace("\\&", ""))

    def test_the_manual_page_is_clean(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not here")
        ran = subprocess.run(["mandoc", "-T", "lint", "-W", "style", self.path], capture_output=True, text=True, check=False)
        # Whether this machine has or has indexed the pages referred to is not the page's affair.
        self.assertEqual([line for line in (ran.stdout + ran.stderr).splitlines()
                          if "mandoc.db" not in line and "referenced manual not found" not in line], [])

    def options_of(self, *command):
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", self.ctl(*command, "--help").out))

    def section(self, title):
        return re.search(rf"^\.S[hs] \"?{re.escape(title)}\"?\n(.*?)(?=^\.Sh |\Z)", self.text, re.MULTILINE | re.DOTALL).group(1)

    def test_the_manual_page_has_every_command_option_state_and_exit_status(self):
        page = self.plain.replace(" Ns = Ns ", "=")
        for command in COMMANDS:
            self.assertRegex(page, rf"(?m)^\.(It|Ic|Nm).*\b{command}\b")
            for option in self.options_of(command) - {"--help-all"}:
                self.assertRegex(page, rf"(Fl|\s)-*{re.escape(option[1:])}\b|{re.escape(option)}", f"{command} {option}")
        for state in STATES:
            self.assertIn(state, page)
        for status in (0, 1, 2, 3, 4, 5, 6, 130):
            self.assertRegex(self.section("EXIT STATUS"), rf"(?m)^\.It {status}$")

    def test_the_manual_page_has_every_fault_of_the_demo_cloud(self):
        names = re.findall(r'\b(?:REPLY|SWITCH) \("([^"]+)"', (SOURCE / "src/demo/fault-names.c").read_text(encoding="utf-8"))
        self.assertGreater(len(names), 50)
        missing = [n for n in names if n not in re.split(r"[\s,=]+", self.plain)]
        self.assertEqual(missing, [])


class Words(Case):
    def test_every_file_with_words_for_people_is_listed_for_translators_and_no_other(self):
        listed = [line for line in (SOURCE / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
                  if line and not line.startswith("#")]
        self.assertEqual(listed, files_with_words(), "po/POTFILES.in: run tests/cli/test_papers.py --write")

    def test_every_language_has_its_file(self):
        codes = [line for line in (SOURCE / "po/LINGUAS").read_text(encoding="utf-8").splitlines()
                 if line and not line.startswith("#")]
        self.assertEqual(codes, sorted(codes))
        self.assertEqual(codes, sorted(p.stem for p in (SOURCE / "po").glob("*.po")))

    def test_a_string_with_two_placeholders_can_be_turned_round_or_is_explained(self):
        if not shutil.which("xgettext"):
            self.skipTest("xgettext is not here")
        ran = subprocess.run(["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=ngettext:1,2",
                              "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--add-comments=Translators", "-o", "-", "-f", "po/POTFILES.in"],
                             cwd=SOURCE, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertNotIn("warning", ran.stderr)
        bare = []
        for entry in ran.stdout.split("\n\n"):
            text = "".join(re.findall(r'^(?:msgid |")"?(.*)"$', entry.split("msgid_plural")[0].partition("msgid ")[2] and
                                      "msgid " + entry.partition("msgid ")[2].partition("msgstr")[0], re.MULTILINE))
            if len(re.findall(r"%(?!%)[-0-9.*$']*l*[a-zA-Z]", text)) > 1 and "#. Translators" not in entry:
                bare.append(re.sub(r"\s+", " ", entry)[:200])
        self.assertEqual(bare, [], "strings with several placeholders and no word for translators")


class Readme(Case):
    def test_the_readme_names_the_two_commands_and_every_exit_status(self):
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        for word in ("tests/try", "tests/run", "photos.db", "MANIFEST.sha256", "sha256sum"):
            self.assertIn(word, text)
        for status in (0, 1, 2, 3, 4, 5, 6, 130):
            self.assertRegex(text, rf"(?m)^\| {status} \|")
        for command in ("shoots", "duplicates", "tag", "clock"):
            self.assertIn(f"`proofsheetctl {command}`", text)
        for command in ("tests/try", "tests/run"):
            self.assertTrue(os.access(SOURCE / command, os.X_OK))

    def test_the_readme_of_the_source_draws_every_folder(self):
        text = (SOURCE / "src/README.md").read_text(encoding="utf-8")
        for folder in sorted(p.name for p in (SOURCE / "src").iterdir() if p.is_dir()):
            if any((SOURCE / "src" / folder).iterdir()):
                self.assertRegex(text, rf"`{folder}`")


def write_list():
    (SOURCE / "po/POTFILES.in").write_text("# Every source file with words for people, in alphabetical order.\n" +
                                           "".join(f"{name}\n" for name in files_with_words()), encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write_list()
    else:
        tap.main()
