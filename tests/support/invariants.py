"""What must hold after every run, whatever went wrong in it.

    check(case)   every photo in exactly one state, and they add up; each proven
                  file is the original by size, MD5 and SHA-256; no file under a
                  final name that the catalogue does not know; nothing outside the
                  library touched; the database sound; the secret nowhere.

A library must not be open for writing meanwhile.
"""

import base64
import hashlib
import json
import pathlib
import sqlite3
import urllib.parse

from harness import API_KEY, API_SECRET, STATES

# What the program itself keeps in a library, beside the photos.
OWN = {"photos.db", "photos.db-wal", "photos.db-shm", "photos.db-journal", "MANIFEST.sha256", "READ-ME.txt"}


def secret_forms(secret=API_SECRET, key=API_KEY):
    """The canary in every dress it may wear: plain, URL-encoded, hexadecimal, base64 at each alignment."""
    plain = secret.encode()
    forms = {plain, urllib.parse.quote(secret, safe="").encode(), plain.hex().encode(), plain.hex().upper().encode()}
    for lead in (b"", b"x", b"xx"):
        encoded = base64.b64encode(lead + plain)
        # The characters that the neighbours have a share in are left out.
        forms.add(encoded[4 if lead else 0:len(encoded) // 4 * 4 - 4])
    forms.add(base64.b64encode(f"{key}:{secret}".encode()).rstrip(b"="))
    return forms


def assert_no_secret(*places, secret=API_SECRET):
    """Promise 15: no file under these places has the secret in it."""
    forms = secret_forms(secret)
    for place in places:
        place = pathlib.Path(place)
        files = [place] if place.is_file() else [p for p in place.rglob("*") if p.is_file() and not p.is_symlink()]
        for path in files:
            data = path.read_bytes()
            for form in forms:
                assert form not in data, f"the API secret ({form[:6]!r}…) is in {path}"


def connect(library):
    """The catalogue, read without changing it."""
    database = sqlite3.connect(f"file:{urllib.parse.quote(str(library))}/photos.db?mode=ro", uri=True, timeout=10)
    database.row_factory = sqlite3.Row
    return database


def rows(library, statement, *values):
    database = connect(library)
    try:
        return [dict(row) for row in database.execute(statement, values)]
    finally:
        database.close()


def hash_file(path):
    md5, sha256, n_bytes = hashlib.md5(), hashlib.sha256(), 0
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            md5.update(chunk)
            sha256.update(chunk)
            n_bytes += len(chunk)
    return n_bytes, md5.hexdigest(), sha256.hexdigest()


def hash_tree(folder):
    """Names, kinds, sizes and content of all under a folder: what a decoy must keep."""
    tree = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            tree[name] = ("link", str(path.readlink()))
        elif path.is_dir():
            tree[name] = ("folder",)
        else:
            tree[name] = ("file", *hash_file(path))
    return tree


class Decoy:
    """Files of somebody else beside the library, which must be there unchanged at the end."""

    def __init__(self, case):
        self.folder = case.library.parent
        self.library = case.library
        for name in ("holiday.jpg", "Photos/old.jpg", "library.jpg", ".proofsheet-not/library.json", "photos.db"):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"someone else's {name}".encode())
        self.before = self.look()

    def look(self):
        name = self.library.name
        return {path: what for path, what in hash_tree(self.folder).items()
                if path != name and not path.startswith(name + "/")}

    def check(self):
        after = self.look()
        assert after == self.before, f"something outside the library changed: {set(after.items()) ^ set(self.before.items())}"


def check_database(library):
    """Sound by SQLite's own judgement, the full-text index included."""
    database = connect(library)
    try:
        assert [r[0] for r in database.execute("PRAGMA integrity_check")] == ["ok"]
        assert list(database.execute("PRAGMA foreign_key_check")) == []
        # The index's own check is a write, so a copy in memory is asked.
        copy = sqlite3.connect(":memory:")
        database.backup(copy)
    finally:
        database.close()
    tables = [r[0] for r in copy.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")]
    for table in tables:
        copy.execute(f"INSERT INTO \"{table}\"(\"{table}\") VALUES('integrity-check')")
    copy.close()


def check_files(library, total=None):
    """Proven files are the originals; no other file stands under a final name."""
    photos = rows(library, "SELECT * FROM photos")
    known = {p["local_path"]: p for p in photos if p["local_path"]}
    for path in library.rglob("*"):
        name = str(path.relative_to(library))
        if path.is_dir() or name.startswith(".proofsheet/") or name in OWN:
            continue
        assert not path.is_symlink(), f"{name} is a link"
        assert name in known, f"{name} is in the library, but the catalogue does not know it"
        assert path.stat().st_mode & 0o111 == 0, f"{name} may be executed"
    n_files = 0
    by_photo = {r["photo_id"]: r for r in rows(library, "SELECT * FROM file_integrity")}
    for name, photo in known.items():
        path = library / name
        if not photo["is_downloaded"]:
            continue
        assert path.is_file(), f"{name} counts as downloaded and is not there"
        n_bytes, md5, sha256 = hash_file(path)
        n_files += 1
        assert sha256 == photo["sha256"], f"{name}: the catalogue's SHA-256 is another"
        assert md5 == photo["checksum"], f"{name}: the catalogue's MD5 is another"
        assert n_bytes == photo["local_bytes"], f"{name}: the catalogue's size is another"
        if photo["state"] != "proven":
            continue
        assert photo["bytes"] in (n_bytes, None), f"{name}: {n_bytes} bytes, the cloud says {photo['bytes']}"
        assert md5 == photo["etag"], f"{name}: MD5 {md5}, the cloud says {photo['etag']}"
        integrity = by_photo.get(photo["id"])
        assert integrity and integrity["checksum_verified"], f"{name}: {integrity}"
        assert integrity["file_size_matches"] or photo["bytes"] is None, f"{name}: {integrity}"
    for checksum, name in read_manifest(library):
        path = library / name
        assert path.is_file(), f"the manifest names {name}, which is not there"
        assert hash_file(path)[2] == checksum, f"{name}: SHA-256 differs from the manifest's"
    return n_files


def read_manifest(library):
    """(SHA-256, path) by line of MANIFEST.sha256; later lines stand."""
    path = library / "MANIFEST.sha256"
    latest = {}
    if path.exists():
        for line in path.read_bytes().decode("utf-8", "surrogateescape").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            escaped = line.startswith("\\")
            checksum, _, name = line.lstrip("\\").partition("  ")
            if escaped:
                name = name.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\")
            latest[name] = checksum
    return [(checksum, name) for name, checksum in latest.items()]


def check_states(case, library):
    """Promise 8: every photo in exactly one state, and they add up."""
    status = case.status(library)
    assert set(status["states"]) >= set(STATES), status["states"]
    assert sum(status["states"].values()) == status["total"], status
    counted = {r["state"]: r["n"] for r in rows(library, "SELECT state, count(*) AS n FROM photos GROUP BY state")}
    assert {s: n for s, n in status["states"].items() if n} == counted, f"the rows say {counted}, status {status['states']}"
    return status


def check(case, library=None, decoy=None):
    """All of the above; returns `status --json`."""
    library = pathlib.Path(library or case.library)
    status = check_states(case, library)
    assert status["states"]["arriving"] == 0, f"nothing runs, and yet: {status['states']}"
    check_files(library)
    check_database(library)
    places = [library, *(p for p in case.home.iterdir() if p.name not in ("pictures", "logs"))]
    # What a demo cloud says of itself on its own output is not a leak.
    places += [p for p in case.logs.iterdir() if not p.name.endswith("-requests")]
    assert_no_secret(*places)
    for demo in case.demos:
        for request in demo.fetches():
            if request["door"] == "delivery":
                assert not request.get("authorization"), f"credentials were sent to the delivery host: {request}"
    if decoy is not None:
        decoy.check()
    return status


def facts(library):
    """What two runs that did the same must agree on: files by hash, and rows without times, attempts and sessions."""
    files = {str(p.relative_to(library)): hash_file(p)[2] for p in (library / "Photos").rglob("*") if p.is_file()}
    database = connect(library)
    tables = {}
    try:
        names = [r["name"] for r in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in ("photos", "tags", "photo_tags", "photo_context", "exif_data", "original_filenames", "file_integrity",
                     "failed_downloads"):
            assert name in names, f"there is no table {name}"
        by_id = {r["id"]: r["asset_id"] for r in database.execute("SELECT id, asset_id FROM photos")}
        tag_by_id = {r["id"]: r["name"] for r in database.execute("SELECT id, name FROM tags")}
        for name, columns in COMPARED.items():
            have = [r["name"] for r in database.execute(f"PRAGMA table_xinfo({name})")]
            wanted = [c for c in columns if c in have]
            content = []
            for row in database.execute(f"SELECT {', '.join(wanted)} FROM {name}"):
                row = dict(row)
                if "photo_id" in row:
                    row["photo_id"] = by_id[row["photo_id"]]
                if "tag_id" in row:
                    row["tag_id"] = tag_by_id[row["tag_id"]]
                content.append(json.dumps(row, sort_keys=True))
            tables[name] = sorted(content)
    finally:
        database.close()
    return {"files": files, **tables}


COMPARED = {
    "photos": ["asset_id", "public_id", "format", "version", "resource_type", "resource_kind", "created_at", "bytes", "width",
               "height", "local_path", "checksum", "sha256", "local_bytes", "is_downloaded", "download_failed",
               "failure_reason", "etag", "state", "folder_path", "name", "orientation", "taken_at_us", "fingerprint"],
    "tags": ["name"],
    "photo_tags": ["photo_id", "tag_id"],
    "photo_context": ["photo_id", "key", "value"],
    "exif_data": ["photo_id", "camera_make", "camera_model", "lens", "focal_length", "aperture", "shutter_speed", "iso",
                  "date_taken", "gps_latitude", "gps_longitude"],
    "original_filenames": ["photo_id", "original_filename", "file_path_hint"],
    "file_integrity": ["photo_id", "original_checksum", "downloaded_checksum", "checksum_verified", "file_size_matches"],
}
