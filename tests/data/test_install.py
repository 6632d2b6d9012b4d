#!/usr/bin/env python3
"""meson install puts each thing where the desktop looks for it, under any prefix."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402
from harness import SOURCE  # noqa: E402

BUILD = pathlib.Path(os.environ.get("PS_BUILD_ROOT") or SOURCE / "build")
ID = "io.github.proofsheet.Proofsheet"
FILES = (
    "bin/proofsheet",
    "bin/proofsheetctl",
    "share/man/man1/proofsheet.1",
    "share/man/man1/proofsheetctl.1",
    f"share/applications/{ID}.desktop",
    f"share/metainfo/{ID}.metainfo.xml",
    f"share/dbus-1/services/{ID}.service",
    f"share/glib-2.0/schemas/{ID}.gschema.xml",
    f"share/icons/hicolor/scalable/apps/{ID}.svg",
    f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
)


def prefix_of(build):
    """The prefix that the build was configured for."""
    ran = subprocess.run(["meson", "introspect", "--buildoptions", str(build)], capture_output=True, text=True, check=True)
    return re.search(r'"name": "prefix"[^}]*?"value": "([^"]*)"|"value": "([^"]*)"[^}]*?"name": "prefix"', ran.stdout).group(1)


@unittest.skipUnless(shutil.which("meson"), "meson is not here")
class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="proofsheet-install-")
        ran = subprocess.run(["meson", "install", "--no-rebuild", "-C", str(BUILD), "--destdir", cls.folder.name],
                             capture_output=True, text=True, check=False)
        if ran.returncode:
            raise AssertionError(ran.stdout + ran.stderr)
        cls.root = pathlib.Path(cls.folder.name)
        cls.prefix = cls.root / prefix_of(BUILD).lstrip("/")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_everything_is_in_its_place(self):
        for name in FILES:
            # A distribution's own man or bin folder may differ; these are meson's defaults.
            self.assertTrue((self.prefix / name).is_file(), f"{name} of {sorted(map(str, self.prefix.rglob('*')))}")
        self.assertTrue(os.access(self.prefix / "bin/proofsheet", os.X_OK))

    def test_nothing_else_is_put_into_the_shared_folders(self):
        for path in (self.prefix / "share").rglob("*"):
            if path.is_file():
                self.assertRegex(str(path.relative_to(self.prefix)), rf"{re.escape(ID)}|proofsheet(ctl)?\.1|proofsheet\.mo$")

    def test_nothing_that_is_read_names_the_build_folder(self):
        for path in (self.prefix / "share").rglob("*"):
            if path.is_file():
                self.assertNotIn(str(SOURCE).encode(), path.read_bytes(), path)

    def test_the_service_starts_the_installed_program(self):
        service = (self.prefix / f"share/dbus-1/services/{ID}.service").read_text(encoding="utf-8")
        program = re.search(r"(?m)^Exec=(\S+)", service).group(1)
        self.assertTrue((self.root / program.lstrip("/")).is_file(), program)

    def test_the_installed_settings_compile_and_hold_their_defaults(self):
        schemas = self.prefix / "share/glib-2.0/schemas"
        subprocess.run(["glib-compile-schemas", "--strict", str(schemas)], check=True)
        if shutil.which("gsettings"):
            ran = subprocess.run(["gsettings", "--schemadir", str(schemas), "get", ID, "thumbnail-size"], capture_output=True,
                                 text=True, check=True, env={**os.environ, "GSETTINGS_BACKEND": "memory"})
            self.assertEqual(ran.stdout, "180\n")
        (schemas / "gschemas.compiled").unlink()


if __name__ == "__main__":
    tap.main()
