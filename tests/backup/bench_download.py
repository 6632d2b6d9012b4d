#!/usr/bin/env python3
"""A benchmark: 3,000 files of 250 KB and 20 of 40 MB from nginx on loopback, beside curl and rclone.

    meson test -C build --benchmark --verbose

The demo cloud lists the assets; nginx delivers the same bytes under the same
paths, so that no tool waits for the demo cloud. Every tool begins with an
empty folder, in turn, so many rounds (PS_BENCH_ROUNDS, 3); the middle one
counts. Printed: wall time, CPU time and peak memory of

    proofsheet          backup: fetched, hashed twice over, synced, recorded, looked at
    curl                (a) curl -Z, which only fetches
    rclone              (a) rclone copy, which only fetches
    curl+sums+sync      (b) curl -Z, then md5sum, sha256sum and sync: the work that Proofsheet does

and whether the bars hold: at most 1.2 × (b) for the small files, 0.9 × (b) for
the large ones, and under 150 MB of memory. PS_BENCH_SCALE=0.1 makes it a tenth.
"""

import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))

from harness import Case, port_that_is_free, program  # noqa: E402

SCALE = float(os.environ.get("PS_BENCH_SCALE") or 1)
ROUNDS = int(os.environ.get("PS_BENCH_ROUNDS") or 3)
SETS = (("3,000 × 250 KB", 3000, 250_000, 1.2), ("20 × 40 MB", 20, 40_000_000, 0.9))
NEEDED = ("nginx", "curl", "rclone")

NGINX = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  sendfile on;
  keepalive_requests 100000;
  default_type image/jpeg;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/tree; location / {{ autoindex on; }} }}
}}
"""


class Measured:
    """One command's wall seconds, CPU seconds and peak megabytes, its children included."""

    def __init__(self, command, environment=None, cwd=None):
        log = tempfile.TemporaryFile()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        process = subprocess.Popen(command, env=environment, cwd=cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        log.seek(0)
        self.output = log.read().decode(errors="replace")
        if process.returncode != 0:
            raise SystemExit(f"{command[:4]} ended with {process.returncode}:\n{self.output[-2000:]}")


class Bench(Case):
    """Borrows the harness's folder and clean environment; it is no test."""

    time_scale = "1"

    def runTest(self):
        bars = [self.compare(*each) for each in SETS]
        self.assertTrue(all(bars), "a bar was missed")

    def compare(self, title, n_files, n_bytes, bar):
        n_files = max(4, int(n_files * SCALE))
        folder = self.home / f"set-{n_files}"
        (folder / "tree").mkdir(parents=True)
        port = port_that_is_free()
        demo = self.demo(photos=n_files, max_side=int(os.environ.get("PS_BENCH_SIDE") or 400),
                         more=("--pad", n_bytes, "--delivery-port", port))
        urls = self.write_tree(demo, folder, port)
        # Root's nginx would hand its worker to another user, who may not read this folder.
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, user=user))
        server = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)
        try:
            self.wait_until(lambda: subprocess.run(["curl", "-sf", "-o", "/dev/null", "-r", "0-0", urls[0]],
                                                   check=False).returncode == 0, "nginx answers", 20)
            return self.rounds(title, folder, urls, port, bar)
        finally:
            server.terminate()
            server.wait()
            demo.stop()
            shutil.rmtree(folder)

    def write_tree(self, demo, folder, port):
        """The files of all assets under the paths of their addresses; the addresses that name nginx."""
        urls, listing = [], []
        for asset in demo.assets():
            if asset["type"] not in ("upload", "private", "authenticated"):
                continue  # a remote copy, which nobody here fetches
            url = asset["secure_url"]
            path = urllib.parse.urlsplit(url)
            assert path.port == port, url
            target = folder / "tree" / urllib.parse.unquote(path.path).lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            listing.append(f'url = "{demo.origin}{path.path}"\noutput = "{self.quoted(target)}"')
            urls.append(url)
        (folder / "fetch.curl").write_text("\n".join(listing) + "\n")
        subprocess.run(["curl", "-sfZ", "--parallel-max", "6", "-K", folder / "fetch.curl"], check=True, stderr=subprocess.DEVNULL)
        return urls

    @staticmethod
    def quoted(path):
        return str(path).replace("\\", "\\\\").replace('"', '\\"')

    def rounds(self, title, folder, urls, port, bar):
        tools = {"proofsheet": self.proofsheet, "curl": self.curl, "rclone": self.rclone, "curl+sums+sync": self.curl_and_sums}
        results = {name: [] for name in tools}
        n_bytes = sum(p.stat().st_size for p in (folder / "tree").rglob("*") if p.is_file())
        for number in range(ROUNDS):
            for name, tool in tools.items():
                target = folder / "out"
                os.sync()
                results[name].append(tool(folder, target, urls, port))
                n_here = sum(1 for p in target.rglob("*") if p.is_file() and p.stat().st_size > 1000
                             and ".proofsheet" not in p.parts and not p.name.startswith(("photos.db", "MANIFEST")))
                assert n_here >= len(urls), f"{name} brought {n_here} of {len(urls)} files in round {number + 1}"
                shutil.rmtree(target)
        print(f"\n{title}: {len(urls)} files, {n_bytes / 1e6:,.0f} MB, the middle one of {ROUNDS} rounds")
        print(f"  {'':16}{'wall':>9}{'MB/s':>8}{'CPU':>9}{'memory':>10}")
        middle = {}
        for name, runs in results.items():
            middle[name] = statistics.median(r.seconds for r in runs)
            print(f"  {name:16}{middle[name]:8.2f}s{n_bytes / 1e6 / middle[name]:8.0f}{statistics.median(r.cpu for r in runs):8.2f}s"
                  f"{max(r.megabytes for r in runs):7.0f} MB")
        share = middle["proofsheet"] / middle["curl+sums+sync"]
        megabytes = max(r.megabytes for r in results["proofsheet"])
        good = share <= bar and megabytes < 150
        print(f"  proofsheet takes {share:.2f} × curl+sums+sync (bar {bar}), {megabytes:.0f} MB (bar 150): {'holds' if good else 'MISSED'}")
        return good

    def proofsheet(self, folder, target, urls, port):
        self.ctl("init", target)
        measured = Measured([program(), "backup", str(target), "--json"], self.environment(self.url))
        done = json.loads(measured.output[measured.output.index("{"):])
        assert done["downloaded"] == len(urls), done
        return measured

    def curl(self, folder, target, urls, port):
        target.mkdir()
        self.list_for_curl(folder, urls, target)
        return Measured(["curl", "-sfZ", "--parallel-max", "6", "-K", str(folder / "urls.curl")])

    def list_for_curl(self, folder, urls, target):
        lines = [f'url = "{url}"\noutput = "{self.quoted(target / str(n))}"' for n, url in enumerate(urls)]
        (folder / "urls.curl").write_text("\n".join(lines) + "\n")

    def rclone(self, folder, target, urls, port):
        return Measured(["rclone", "copy", "--config", "/dev/null", "--transfers", "6", "--http-url", f"http://127.0.0.1:{port}/",
                         ":http:", str(target)], {**os.environ, "HOME": str(self.home / "home")})

    def curl_and_sums(self, folder, target, urls, port):
        target.mkdir()
        self.list_for_curl(folder, urls, target)
        return Measured(["sh", "-c", f'curl -sfZ --parallel-max 6 -K "{folder}/urls.curl" && cd "{target}" && '
                                     'find . -type f -print0 | xargs -0 md5sum >../md5 && '
                                     'find . -type f -print0 | xargs -0 sha256sum >../sha256 && sync .'])


def main():
    missing = [name for name in NEEDED if not shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")]
    if missing:
        print(f"skipped: {', '.join(missing)} is not here to compare with")
        return 77
    os.environ["PATH"] += ":/usr/sbin"
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < 4_000_000_000 * SCALE:
        print(f"skipped: {free // 1_000_000} MB of disk are not enough")
        return 77
    bench = Bench()
    bench.setUp()
    try:
        bench.runTest()
    except AssertionError as error:
        print(error)
        return 1
    finally:
        bench.doCleanups()
    return 0


if __name__ == "__main__":
    sys.exit(main())
