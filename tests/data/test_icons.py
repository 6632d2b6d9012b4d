#!/usr/bin/env python3
"""The pictures drawn for Proofsheet: apart at 16 px in black and white, recoloured by GTK, all in the resource."""

import itertools
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
from harness import SOURCE, STATES  # noqa: E402
from picture import ink, render  # noqa: E402

ICONS = SOURCE / "data/icons"
ACTIONS = ICONS / "scalable/actions"
APPLICATION = ICONS / "hicolor/scalable/apps/io.github.proofsheet.Proofsheet.svg"
SYMBOLIC = ICONS / "hicolor/symbolic/apps/io.github.proofsheet.Proofsheet-symbolic.svg"
SVG = "{http://www.w3.org/2000/svg}"
# A person tells two marks of 256 pixels apart if at least so many differ, even where one sits a pixel off.
APART = 20
# Whether the file is here, which the filling says.
SOLID = ("altered", "changed", "damaged", "gone", "proven", "size-only")
OPEN = ("arriving", "failed", "missing", "skipped", "waiting")


def emblem(state):
    return ACTIONS / f"ps-state-{state}-symbolic.svg"


def shifted(pixels, dx, dy):
    return {(x + dx, y + dy) for x, y in pixels}


def least_difference(one, other):
    """In how many pixels two marks differ where they differ least, up to a pixel's shift."""
    return min(len(one ^ shifted(other, dx, dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


@unittest.skipUnless(shutil.which("rsvg-convert"), "rsvg-convert is not here")
class Emblems(unittest.TestCase):
    def setUp(self):
        self.marks = {state: ink(emblem(state), 16) for state in SOLID + OPEN}

    def test_every_state_of_a_photo_has_an_emblem(self):
        names = {"size_only": "size-only", "gone_from_cloud": "gone"}
        for state in STATES:
            self.assertTrue(emblem(names.get(state, state)).is_file(), state)
        drawn = {p.name for p in ACTIONS.glob("ps-state-*")}
        self.assertEqual(drawn, {emblem(state).name for state in SOLID + OPEN})

    def test_the_emblems_stay_apart_at_16_px_in_plain_black_and_white(self):
        pairs = {(a, b): least_difference(self.marks[a], self.marks[b]) for a, b in itertools.combinations(self.marks, 2)}
        nearest = min(pairs, key=pairs.get)
        print(f"# the two nearest are {nearest[0]} and {nearest[1]}, {pairs[nearest]} of 256 pixels apart")
        self.assertEqual({pair: n for pair, n in pairs.items() if n < APART}, {})

    def test_the_filling_says_whether_the_file_is_here(self):
        filled = {state: len(mark) for state, mark in self.marks.items()}
        lightest = min(filled[state] for state in SOLID)
        heaviest = max(filled[state] for state in OPEN)
        self.assertGreater(lightest, heaviest, filled)

    def test_an_emblem_stays_inside_its_square(self):
        for state, mark in self.marks.items():
            self.assertGreater(len(mark), 50, state)
            # Rendered with a border of half its size, nothing shows in the border.
            svg = emblem(state).read_text(encoding="utf-8").replace('viewBox="0 0 16 16"', 'viewBox="-8 -8 32 32"')
            with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
                file.write(svg)
                file.flush()
                outside = {(x, y) for x, y in ink(file.name, 64) if not (16 <= x < 48 and 16 <= y < 48)}
            self.assertEqual(outside, set(), state)


class Files(unittest.TestCase):
    def test_gtk_can_recolour_every_symbolic_icon(self):
        # GTK sets the fill of paths, circles and rectangles and nothing else.
        for path in [*ACTIONS.glob("*.svg"), SYMBOLIC]:
            with self.subTest(path.name):
                root = ElementTree.parse(path).getroot()
                self.assertEqual((root.get("width"), root.get("height"), root.get("viewBox")), ("16", "16", "0 0 16 16"))
                for element in root:
                    self.assertEqual(element.tag, f"{SVG}path")
                    self.assertLessEqual(set(element.attrib), {"d", "fill-rule"})

    def test_the_resource_has_every_icon_and_compiles(self):
        listing = ICONS / "icons.gresource.xml"
        listed = re.findall(r"<file>(.*)</file>", listing.read_text(encoding="utf-8"))
        self.assertEqual(listed, sorted(str(p.relative_to(ICONS)) for p in ACTIONS.glob("*.svg")))
        with tempfile.NamedTemporaryFile(suffix=".gresource") as file:
            subprocess.run(["glib-compile-resources", f"--sourcedir={ICONS}", f"--target={file.name}", listing], check=True)
            if shutil.which("gresource"):
                inside = subprocess.run(["gresource", "list", file.name], capture_output=True, text=True, check=True).stdout
                self.assertIn("/io/github/proofsheet/Proofsheet/icons/scalable/actions/ps-state-proven-symbolic.svg", inside)


@unittest.skipUnless(shutil.which("rsvg-convert"), "rsvg-convert is not here")
class Application(unittest.TestCase):
    def test_the_application_icon_shows_its_frames_and_its_tick_at_every_size(self):
        for size in (16, 32, 48, 128, 512):
            pixels = render(APPLICATION, size)
            self.assertEqual(pixels[0][0][3], 0, "the corner is see-through")
            # In the disc, beside the tick: green. In the tick: near white.
            red, green, blue, alpha = pixels[size * 70 // 128][size * 88 // 128]
            self.assertTrue(green > red + 40 and green > blue + 40 and alpha == 255, (size, red, green, blue, alpha))
            red, green, blue, _ = pixels[size * 97 // 128][size * 89 // 128]
            self.assertGreater(red, 120, size)
            # The frames of the first row have colours of their own.
            row = pixels[size * 26 // 128]
            colours = {tuple(channel // 32 for channel in row[size * x // 128][:3]) for x in (30, 62, 94, 13)}
            self.assertGreaterEqual(len(colours), 3, size)

    def test_the_symbolic_icon_is_no_blot_at_16_px(self):
        mark = ink(SYMBOLIC, 16)
        self.assertTrue(70 < len(mark) < 170, len(mark))


if __name__ == "__main__":
    tap.main()
