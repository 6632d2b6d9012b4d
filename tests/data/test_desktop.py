#!/usr/bin/env python3
"""What the desktop and the app stores read: desktop entry, metainfo, settings schema, manual page."""

import configparser
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from harness import SOURCE  # noqa: E402

DATA = SOURCE / "data"
BUILT = pathlib.Path(os.environ.get("PS_BUILD_ROOT") or SOURCE / "build") / "data"
ID = "io.github.proofsheet.Proofsheet"


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)


def needs(tool):
    return unittest.skipUnless(shutil.which(tool), f"{tool} is not here")


class Entry(unittest.TestCase):
    @needs("desktop-file-validate")
    def test_the_desktop_entry_is_valid_without_a_hint(self):
        ran = run("desktop-file-validate", BUILT / f"{ID}.desktop")
        self.assertEqual((ran.returncode, ran.stdout + ran.stderr), (0, ""))

    def test_the_desktop_entry_is_started_by_a_service_of_its_name(self):
        entry = configparser.RawConfigParser()
        entry.optionxform = str
        entry.read(BUILT / f"{ID}.desktop", encoding="utf-8")
        entry = entry["Desktop Entry"]
        self.assertEqual(entry["DBusActivatable"], "true")
        self.assertEqual(entry["Icon"], ID)
        service = (BUILT / f"{ID}.service").read_text(encoding="utf-8")
        self.assertIn(f"\nName={ID}\n", service)
        self.assertRegex(service, r"(?m)^Exec=/.*/proofsheet --gapplication-service$")


class Metainfo(unittest.TestCase):
    def setUp(self):
        self.root = ElementTree.parse(BUILT / f"{ID}.metainfo.xml").getroot()

    @needs("appstreamcli")
    def test_the_metainfo_is_valid(self):
        ran = run("appstreamcli", "validate", "--no-net", BUILT / f"{ID}.metainfo.xml")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertNotRegex(ran.stdout, r"(?m)^[EW]:")

    def test_the_metainfo_names_what_is_installed(self):
        self.assertEqual(self.root.findtext("id"), ID)
        self.assertEqual(self.root.findtext("launchable"), f"{ID}.desktop")
        self.assertEqual(self.root.findtext("icon"), ID)
        self.assertEqual(self.root.findtext("project_license"), "GPL-3.0-or-later")
        self.assertEqual([e.text for e in self.root.find("provides").iter("binary")], ["proofsheet", "proofsheetctl"])

    def test_the_latest_release_is_the_version_that_is_built(self):
        version = re.search(r"(?m)^  version: '(.*)'", (SOURCE / "meson.build").read_text(encoding="utf-8")).group(1)
        self.assertEqual(self.root.find("releases/release").get("version"), version)

    def test_every_screenshot_has_a_caption_and_those_drawn_are_the_ones_named(self):
        named = []
        for shot in self.root.iter("screenshot"):
            self.assertTrue(shot.findtext("caption"))
            named.append(shot.findtext("image").rpartition("/")[2])
        self.assertEqual(named, ["home.png", "grid.png", "viewer.png", "needs-you.png"])
        drawn = {p.name for p in (DATA / "screenshots").glob("*.png")}
        self.assertLessEqual(drawn, set(named))


class Settings(unittest.TestCase):
    def setUp(self):
        self.root = ElementTree.parse(DATA / f"{ID}.gschema.xml").getroot()
        self.keys = {key.get("name"): key for key in self.root.iter("key")}

    def test_the_schema_compiles_strictly(self):
        with tempfile.TemporaryDirectory() as target:
            ran = run("glib-compile-schemas", "--strict", f"--targetdir={target}", DATA)
            self.assertEqual((ran.returncode, ran.stdout + ran.stderr), (0, ""))

    def test_every_key_is_explained(self):
        for name, key in self.keys.items():
            self.assertTrue(key.findtext("summary"), name)
            self.assertTrue(key.findtext("description").endswith("."), name)
            self.assertFalse(key.findtext("summary").endswith("."), name)

    def test_the_numbers_of_the_orders_are_those_of_the_source(self):
        header = (SOURCE / "src/catalog/photo-query.h").read_text(encoding="utf-8")
        listed = re.search(r"([^{]*)PS_N_ORDERS", header).group(1)
        names = [name.lower().replace("_", "-") for name in re.findall(r"PS_ORDER_(\w+)", listed)]
        enum = self.root.find(f"enum[@id='{ID}.SortOrder']")
        self.assertEqual([(v.get("nick"), int(v.get("value"))) for v in enum], [(name, n) for n, name in enumerate(names)])

    @needs("gsettings")
    def test_the_program_that_is_not_installed_finds_its_settings(self):
        ran = run("gsettings", "list-keys", ID, env={**os.environ, "GSETTINGS_SCHEMA_DIR": str(BUILT), "GSETTINGS_BACKEND": "memory"})
        self.assertEqual(set(ran.stdout.split()), set(self.keys), ran.stderr)


class Manual(unittest.TestCase):
    @needs("mandoc")
    def test_the_manual_page_of_the_window_is_clean(self):
        ran = run("mandoc", "-T", "lint", "-W", "style", DATA / "proofsheet.1")
        # Whether this machine has or has indexed the pages referred to is not the page's affair.
        self.assertEqual([line for line in (ran.stdout + ran.stderr).splitlines()
                          if "mandoc.db" not in line and "referenced manual not found" not in line], [])


class Words(unittest.TestCase):
    @needs("xgettext")
    def test_the_words_of_the_desktop_can_be_extracted(self):
        for name, word in ((f"{ID}.desktop.in", "Photo Backup"), (f"{ID}.metainfo.xml.in", "Your Cloudinary photos, proven on your drive"),
                           (f"{ID}.gschema.xml", "Order of the photos")):
            ran = run("xgettext", "--from-code=UTF-8", "--add-comments=Translators", "-o", "-", DATA / name)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""), name)
            self.assertIn(f'msgid "{word}"', ran.stdout)


if __name__ == "__main__":
    tap.main()
