#!/usr/bin/env python3
"""Holds the layers: which folder of src/ may include which, and where each outside library lives.

A box may include what it stands on, and below; neighbours never include each
other (src/README.md draws it). Each outside library has one home; `demo`
stands beside the others and brings what a server and its pictures need.
"""

import pathlib
import re
import sys

MAY_INCLUDE = {
    "base": set(),
    "catalog": {"base"},
    "cloud": {"base"},
    "vault": {"base"},
    "look": {"base"},
    "demo": {"base"},
    "backup": {"base", "catalog", "cloud", "vault", "look"},
    "browse": {"base", "catalog"},
    "library": {"base", "catalog", "cloud", "vault", "look", "backup", "browse"},
    "ui": {"base", "catalog", "cloud", "vault", "look", "backup", "browse", "library", "demo"},
    "cli": {"base", "catalog", "cloud", "vault", "look", "backup", "browse", "library", "demo"},
}

# The beginning of an include, and the folders that may have it.
HOMES = {
    "sqlite3": {"catalog"},
    "libsoup/": {"cloud", "demo"},
    "json-glib/": {"cloud", "demo"},
    "libsecret/": {"cloud"},
    "openssl/": {"vault"},
    "libexif/": {"look", "demo"},
    "exempi/": {"look"},
    "jpeglib": {"look"},
    "gdk-pixbuf/": {"look", "demo"},
    "cairo": {"demo", "ui"},
    "gtk/": {"ui"},
    "gdk/": {"ui"},
    "adwaita": {"ui"},
}

# Made while building; has no folder in its name.
GENERATED = {"ps-sql.h": "catalog"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def faults_of(folder, name, text):
    """What one file includes that it must not, as sentences."""
    for bracket, target in INCLUDE.findall(text):
        if bracket == '"':
            room = target.partition("/")[0] if "/" in target else None
            if GENERATED.get(target) == folder:
                continue
            if room is None:
                yield f'{name}: "{target}" does not say which folder it is in'
            elif room not in MAY_INCLUDE:
                yield f'{name}: "{target}" is in no folder of src/'
            elif room != folder and room not in MAY_INCLUDE[folder]:
                yield f"{name}: {folder} must not know {room} ({target})"
            continue
        for beginning, homes in HOMES.items():
            if target.startswith(beginning) and folder not in homes:
                yield f"{name}: <{target}> belongs to {' and '.join(sorted(homes))} alone"


def main():
    src = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "src")
    faults, n_files = [], 0
    for path in sorted(src.glob("*/*.[ch]")):
        folder = path.parent.name
        if folder not in MAY_INCLUDE:
            faults.append(f"{folder} is not in the table of tests/layers.py")
            continue
        n_files += 1
        faults += faults_of(folder, f"{folder}/{path.name}", path.read_text(encoding="utf-8"))
    if n_files == 0:
        faults.append(f"no source file in {src}")
    print("1..1")
    for fault in sorted(set(faults)):
        print(f"# {fault}")
    print(f"{'not ok' if faults else 'ok'} 1 - {n_files} files include only what their layer may know")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
