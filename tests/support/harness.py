"""Everything a black-box test needs: a folder of its own, the demo cloud, and the program.

A test class derives from Case. Each test gets `self.home`, a folder that is
gone afterwards (kept with PS_KEEP=1), in which nothing of the person who runs
the tests is visible; `self.demo(…)` starts a demo cloud; `self.library`
is where the library will be; `self.ctl(…)` runs proofsheetctl and keeps what
it printed. Only addresses on this machine are ever used.
"""

import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
CLOUD_NAME, API_KEY, API_SECRET = "demo-studio", "123456789012345", "test-secret-AbCdEf123456"
# Nothing here may take longer; a hung program is a failure, not a wait.
PATIENCE = 120
# For runs in which a library leaks, or its threads cannot be looked at, under the address sanitizer.
NO_LEAK_CHECK = "detect_leaks=0:abort_on_error=0:exitcode=99"
STATES = ("waiting", "arriving", "proven", "size_only", "altered", "failed", "damaged", "missing",
          "gone_from_cloud", "skipped")


def program():
    """The proofsheetctl under test: PROOFSHEETCTL, or the one in build/."""
    path = pathlib.Path(os.environ.get("PROOFSHEETCTL") or SOURCE / "build/src/cli/proofsheetctl")
    if not os.access(path, os.X_OK):
        raise AssertionError(f"there is no program at {path}; build it first")
    return str(path)


def photos_folder():
    """Real camera files beside the project, or None."""
    path = pathlib.Path(os.environ.get("PS_TEST_PHOTOS") or SOURCE.parent / "shared/photos")
    return path if path.is_dir() else None


def is_sanitized():
    """Whether the program carries the address sanitizer, which is slow and large."""
    with open(program(), "rb") as file:
        return b"__asan_init" in file.read()


class Ran:
    """What a run of the program left: its exit status, what it printed, how long it took."""

    def __init__(self, arguments, status, out, err, seconds, usage=None):
        self.arguments, self.status, self.out, self.err = arguments, status, out, err
        self.seconds, self.usage = seconds, usage

    @property
    def json(self):
        """The one JSON object on standard output."""
        try:
            return json.loads(self.out)
        except ValueError as error:
            raise AssertionError(f"no JSON object on standard output: {error}\n{self}") from error

    def __str__(self):
        return (f"$ proofsheetctl {' '.join(self.arguments)}\nexit status {self.status} after {self.seconds:.1f} s\n"
                f"--- standard output\n{self.out[-4000:]}\n--- standard error\n{self.err[-4000:]}")


class Job:
    """The program running beside the test."""

    def __init__(self, case, arguments, environment, prefix=(), stdin=None):
        self.case, self.arguments = case, arguments
        self.out_path, self.err_path = case.new_log("out"), case.new_log("err")
        self.began = time.monotonic()
        with open(self.out_path, "wb") as out, open(self.err_path, "wb") as err:
            self.process = subprocess.Popen([*prefix, program(), *arguments], env=environment, cwd=case.home,
                                            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                                            stdout=out, stderr=err, start_new_session=True)
        if stdin is not None:
            try:
                self.process.stdin.write(stdin.encode())
                self.process.stdin.close()
            except BrokenPipeError:
                pass  # it had read enough
        self.usage = None
        case.jobs.append(self)

    @property
    def is_running(self):
        return self.process.returncode is None and self._reap(os.WNOHANG) is None

    def _reap(self, flags):
        if self.process.returncode is not None:
            return self.process.returncode
        pid, status, usage = os.wait4(self.process.pid, flags)
        if pid == 0:
            return None
        self.usage = usage
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode

    def signal(self, number):
        if self.is_running:
            os.kill(self.process.pid, number)

    def kill(self):
        """As power loss would end it: the program and whatever it started."""
        if self.process.returncode is None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self._reap(0)

    def wait(self, patience=PATIENCE):
        """Waits for its end, and returns a Ran; running on past the patience is a failure."""
        end = time.monotonic() + patience
        pause = 0.002
        while self.is_running:
            if time.monotonic() > end:
                self.kill()
                raise AssertionError(f"still running after {patience:.0f} s\n{self.ran()}")
            time.sleep(pause)
            pause = min(pause * 1.5, 0.05)
        return self.ran()

    def ran(self):
        return Ran(self.arguments, self.process.returncode,
                   self.out_path.read_text(errors="replace"), self.err_path.read_text(errors="replace"),
                   time.monotonic() - self.began, self.usage)


class Demo:
    """A demo cloud of this test's own; `url` is how to reach it, `log` what it was asked."""

    def __init__(self, case, *, photos=20, faults=(), port=0, max_side=400, seed=1, more=(), prefix=(), environment=None):
        self.log_path = case.new_log("requests")
        arguments = ["demo-cloud", "--photos", str(photos), "--seed", str(seed), "--port", str(port),
                     "--log", str(self.log_path), "--max-side", str(max_side), *map(str, more)]
        for fault in faults:
            arguments += ["--fault", fault]
        environment = dict(environment or case.environment())
        environment.pop("CLOUDINARY_URL", None)
        # Pictures are drawn once for all tests.
        environment["XDG_CACHE_HOME"] = os.environ.get("PS_TEST_CACHE") or tempfile.gettempdir() + "/proofsheet-test-cache"
        self.err_path = case.new_log("demo-err")
        with open(self.err_path, "wb") as err:
            self.process = subprocess.Popen([*prefix, program(), *arguments], env=environment, cwd=case.home,
                                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=err)
        line = self._first_line()
        self.url = line.partition("=")[2]
        self.origin = self.url.partition("upload_prefix=")[2].partition("&")[0]
        self.port = int(self.origin.rpartition(":")[2])
        case.demos.append(self)

    def _first_line(self):
        end = time.monotonic() + PATIENCE
        data = b""
        while not data.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            byte = os.read(self.process.stdout.fileno(), 1) if ready else b""
            if not byte:
                self.process.kill()
                self.process.wait()
                raise AssertionError("the demo cloud did not start: " + self.err_path.read_text(errors="replace"))
            data += byte
        line = data.decode().strip()
        assert line.startswith("CLOUDINARY_URL=cloudinary://"), line
        return line

    def do(self, verb, **members):
        """Asks for a change under way: rename, delete, replace, add, retag, fault."""
        request = urllib.request.Request(f"{self.origin}/demo/{verb}", method="POST",
                                         data=json.dumps(members).encode(),
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                body = reply.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"demo/{verb} {members}: {error.code} {error.read()[:300]!r}") from error
        return json.loads(body) if body.strip().startswith((b"{", b"[")) else {}

    def fault(self, spec):
        """One more fault, from now on."""
        self.do("fault", spec=spec)

    def get(self, path):
        """An API reply as JSON: path is what follows /v1_1/<cloud>/."""
        import base64
        token = base64.b64encode(f"{API_KEY}:{API_SECRET}".encode()).decode()
        request = urllib.request.Request(f"{self.origin}/v1_1/{CLOUD_NAME}/{path}",
                                         headers={"Authorization": "Basic " + token, "User-Agent": "the-test"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.loads(reply.read())

    def assets(self):
        """Every asset that the listings tell of."""
        assets = []
        for kind in ("image", "video", "raw"):
            cursor = ""
            while cursor is not None:
                page = self.get(f"resources/{kind}?max_results=500" + (f"&next_cursor={cursor}" if cursor else ""))
                assets += page["resources"]
                cursor = page.get("next_cursor")
        return assets

    @property
    def log(self):
        """Every request so far, oldest first, but those of the test itself."""
        requests = []
        for line in self.log_path.read_text(errors="replace").splitlines():
            if line.endswith("}"):
                requests.append(json.loads(line))
        return requests

    def api_calls(self):
        return [r for r in self.log if r["door"] == "api" and r.get("user_agent") != "the-test"]

    def fetches(self):
        """Requests for originals, by any rung of the ladder."""
        return [r for r in self.log if r["door"] in ("delivery", "download") and r.get("user_agent") != "the-test"]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()


class Case(unittest.TestCase):
    """One test's folder and what runs in it; all is ended and gone afterwards."""

    time_scale = "0.01"

    def setUp(self):
        self.jobs, self.demos, self.n_logs = [], [], 0
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="proofsheet-test-"))
        self.logs = self.home / "logs"
        self.logs.mkdir()
        self.library = self.home / "pictures" / "library"
        self.library.parent.mkdir()
        for name in ("home", "cache", "config", "data", "run", "tmp"):
            (self.home / name).mkdir(mode=0o700)
        self.url = None
        self.cloud = None
        self.addCleanup(self.clean_up)

    def clean_up(self):
        for job in self.jobs:
            job.kill()
        for demo in self.demos:
            demo.stop()
        if os.environ.get("PS_KEEP"):
            print(f"# kept: {self.home}")
            return
        shutil.rmtree(self.home, ignore_errors=True)

    def new_log(self, kind):
        self.n_logs += 1
        return self.logs / f"{self.n_logs:03}-{kind}"

    def environment(self, url=None, **more):
        """A clean one: nothing of the person who runs the tests."""
        environment = {name: os.environ[name] for name in
                       ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
        environment.update(HOME=str(self.home / "home"), XDG_CACHE_HOME=str(self.home / "cache"),
                           XDG_CONFIG_HOME=str(self.home / "config"), XDG_DATA_HOME=str(self.home / "data"),
                           XDG_RUNTIME_DIR=str(self.home / "run"), TMPDIR=str(self.home / "tmp"),
                           GSETTINGS_BACKEND="memory", LC_ALL="C.UTF-8", TZ="UTC",
                           G_DEBUG="fatal-criticals", PROOFSHEET_TIME_SCALE=self.time_scale)
        if url:
            environment["CLOUDINARY_URL"] = url
        environment.update({name: str(value) for name, value in more.items() if value is not None})
        return environment

    def demo(self, **options):
        """Starts a demo cloud; commands from now on talk to it."""
        demo = Demo(self, **options)
        self.cloud, self.url = demo, demo.url
        return demo

    def start(self, *arguments, url="", prefix=(), stdin=None, **environment):
        """Starts a command beside the test."""
        return Job(self, [str(a) for a in arguments], self.environment(self.url if url == "" else url, **environment),
                   prefix, stdin)

    def ctl(self, *arguments, expect=0, patience=PATIENCE, **options):
        """Runs a command to its end; `expect` is its exit status, or several, or None for any."""
        ran = self.start(*arguments, **options).wait(patience)
        wanted = expect if isinstance(expect, (tuple, list, set)) else (expect,)
        if expect is not None and ran.status not in wanted:
            raise AssertionError(f"exit status {ran.status}, not {' or '.join(map(str, wanted))}\n{ran}")
        self.assertNotIn("CRITICAL", ran.err)
        self.assertNotIn("runtime error", ran.err)
        self.assertNotIn("AddressSanitizer", ran.err)
        return ran

    def init(self, **options):
        return self.ctl("init", self.library, **options)

    def status(self, library=None):
        return self.ctl("status", library or self.library, "--json").json

    def wait_until(self, condition, what, patience=PATIENCE, pause=0.01):
        end = time.monotonic() + patience
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(f"waited {patience:.0f} s in vain until {what}")
            time.sleep(pause)

    def assert_one_sentence(self, ran, *words):
        """A refusal is told in one plain sentence on standard error, with these words in it."""
        lines = [line for line in ran.err.strip().splitlines() if line.strip()]
        self.assertEqual(len(lines), 1, f"one clear sentence was expected\n{ran}")
        for word in words:
            self.assertIn(word.lower(), lines[0].lower(), str(ran))

    def assert_only_reads(self, demo=None):
        """Promise 5: nothing but GET leaves the program, and POST to the two searches."""
        for request in (demo or self.cloud).log:
            if request["door"] == "demo":
                continue
            allowed = ("GET", "HEAD") if not request["path"].endswith(("/resources/search", "/folders/search")) else ("GET", "POST")
            self.assertIn(request["method"], allowed, str(request))


def port_that_is_free():
    import socket
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def may_make_namespaces():
    """Whether this process may make a network namespace of its own."""
    return shutil.which("unshare") is not None and subprocess.run(
        ["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
