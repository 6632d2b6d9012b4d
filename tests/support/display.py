"""The window, driven from outside: a real X server, a real session bus, the accessibility tree, real pointer and keys.

A test class derives from WindowCase. Nothing of the program is called: what a
test knows it reads from the accessibility tree (AT-SPI) or from photos.db, what
it does it does with xdotool. Any warning or critical of GLib, GTK or libadwaita
on standard error fails the test. Where something that is needed is missing, the
tests are skipped, and say so.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from harness import Case, SOURCE, PATIENCE, is_sanitized  # noqa: E402

WIDTH, HEIGHT = 1400, 900
NEEDED = ("Xvfb", "xdotool", "xclip", "dbus-daemon", "import")
HARMLESS = ("fd limit",)


def window_program():
    path = pathlib.Path(os.environ.get("PROOFSHEET") or SOURCE / "build/src/ui/proofsheet")
    if not os.access(path, os.X_OK):
        raise AssertionError(f"there is no program at {path}; build it first")
    return str(path)


def why_not():
    """What keeps the display tests from running, or None."""
    for tool in NEEDED:
        if shutil.which(tool) is None:
            return f"{tool} is not installed"
    try:
        import gi
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError) as error:
        return f"no accessibility bindings for Python: {error}"
    if is_sanitized():
        return "the toolkit's own leaks hide ours under the sanitizers"
    return None


class Screen:
    """An X server and a session bus of their own, gone at the end."""

    def __init__(self, width=WIDTH, height=HEIGHT):
        self.width, self.height = width, height
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
                                       pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        number = b""
        while not number.endswith(b"\n"):  # it comes in pieces, and the server dies of a pipe that is closed before the last
            piece = os.read(read_end, 16)
            if not piece:
                raise AssertionError("Xvfb did not start")
            number += piece
        number = number.decode().strip()
        os.close(read_end)
        self.display = f":{number}"
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                    env={**os.environ, "DISPLAY": self.display})
        self.address = self.bus.stdout.readline().strip()

    def environment(self):
        return {"DISPLAY": self.display, "DBUS_SESSION_BUS_ADDRESS": self.address, "GDK_BACKEND": "x11",
                "GSK_RENDERER": "cairo", "LIBGL_ALWAYS_SOFTWARE": "1", "LC_ALL": "C.UTF-8", "LANGUAGE": "",
                "GTK_A11Y": "atspi", "GSETTINGS_BACKEND": "keyfile", "NO_AT_BRIDGE": "0"}

    def close(self):
        for process in (self.bus, self.server):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


screen = None


def setUpModule():
    """Import this into a test file: one screen and one bus for all of its tests."""
    global screen
    reason = why_not()
    if reason:
        raise unittest.SkipTest(reason)
    screen = Screen()
    os.environ.update(screen.environment())
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    Atspi.init()
    Atspi.set_timeout(2000, 5000)


def tearDownModule():
    if screen is not None:
        screen.close()


class Found:
    """A node of the accessibility tree: a role, a name, a place."""

    def __init__(self, node):
        self.node = node

    @property
    def name(self):
        try:
            return self.node.get_name() or ""
        except Exception:  # noqa: BLE001  the widget went meanwhile
            return ""

    @property
    def role(self):
        try:
            return self.node.get_role_name() or ""
        except Exception:  # noqa: BLE001
            return ""

    def has(self, state):
        from gi.repository import Atspi
        try:
            return self.node.get_state_set().contains(getattr(Atspi.StateType, state))
        except Exception:  # noqa: BLE001
            return False

    @property
    def is_showing(self):
        """It has a place in the window. (GTK 4.8 says SHOWING of windows alone.)"""
        return self.has("VISIBLE") and self.box()[2] > 0 and self.box()[3] > 0

    def children(self):
        try:
            return [Found(c) for c in (self.node.get_child_at_index(i) for i in range(min(self.node.get_child_count(), 500))) if c]
        except Exception:  # noqa: BLE001
            return []

    def walk(self, depth=0):
        """Itself and all below; what has no place is passed over, with all that is in it."""
        yield self
        if depth > 1 and self.name != "GtkStackPage" and self.box()[2] <= 0:
            return
        if depth < 60:
            for child in self.children():
                yield from child.walk(depth + 1)

    def box(self):
        """x, y, width, height within the window."""
        from gi.repository import Atspi
        try:
            at = self.node.get_extents(Atspi.CoordType.WINDOW)
        except Exception:  # noqa: BLE001  not a widget with a place, or gone
            return 0, 0, 0, 0
        return at.x, at.y, at.width, at.height

    def __repr__(self):
        return f"<{self.role} “{self.name}”>"


class WindowCase(Case):
    """A test with a window: start(), then see() and do()."""

    size = (WIDTH, HEIGHT)

    def setUp(self):
        super().setUp()
        self.window_process, self.error_path = None, None
        self.allowed_warnings = ()

    def tearDown(self):
        self.stop()
        super().tearDown()

    # Starting and ending ---------------------------------------------------

    def secrets(self):
        """A Secret Service in a file, so that each test has one of its own."""
        return {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": str(self.home / "keyring"), "SECRET_FILE_TEST_PASSWORD": "test"}

    def window_environment(self):
        environment = self.environment()
        environment.update(screen.environment())
        environment.update(self.secrets())
        environment.pop("G_DEBUG", None)  # a warning is told with its words, not by a trap
        return environment

    def make_library(self, **options):
        """A library of the demo cloud, whose key the keyring has."""
        return self.ctl("init", self.library, "--account-from", "stdin", "--remember", url=None, stdin=self.url + "\n", **self.secrets(), **options)

    def open_window(self, *arguments, extra=None):
        self.error_path = self.new_log("window")
        with open(self.error_path, "wb") as log:
            self.window_process = subprocess.Popen([window_program(), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=log,
                                                   stderr=log, cwd=self.home, start_new_session=True,
                                                   env={**self.window_environment(), **(extra or {})})
        self.app = self.wait(self.find_app, "the program in the accessibility tree")
        self.focus_window()
        return self.app

    def find_app(self):
        from gi.repository import Atspi
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            try:
                if child is not None and child.get_process_id() == self.window_process.pid:
                    return Found(child)
            except Exception:  # noqa: BLE001  it went meanwhile
                continue
        return None

    def focus_window(self):
        window = self.wait(lambda: self.xdotool("search", "--onlyvisible", "--pid", str(self.window_process.pid), check=False).split(),
                           "the window on the screen")[-1]
        self.window_id = window
        self.xdotool("windowsize", window, str(self.size[0]), str(self.size[1]))
        self.xdotool("windowmove", window, "0", "0", check=False)
        self.xdotool("windowfocus", window, check=False)
        time.sleep(0.3)

    def stop(self, signal_number=signal.SIGTERM):
        """Ends the program as a logout would; returns its exit status. Warnings that it left fail the test."""
        process, self.window_process = self.window_process, None
        if process is None:
            return None
        process.send_signal(signal_number)
        try:
            status = process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise AssertionError("the window did not end within 20 s") from None
        self.check_log()
        return status

    def check_log(self):
        text = self.error_path.read_text(errors="replace")
        bad = [line for line in text.splitlines() if re.search(r"\b(WARNING|CRITICAL|ERROR) \*\*|Sanitizer|runtime error", line)
               and not any(word in line for word in (*HARMLESS, *self.allowed_warnings))]
        self.assertEqual(bad, [], "the program complained on standard error")

    # Seeing ------------------------------------------------------------------

    def wait(self, look, what, seconds=20):
        end = time.monotonic() + seconds
        while True:
            found = look()
            if found:
                return found
            if self.window_process is not None and self.window_process.poll() is not None:
                raise AssertionError(f"the program ended ({self.window_process.returncode}) while waiting for {what}\n"
                                     + self.error_path.read_text(errors="replace")[-3000:])
            if time.monotonic() > end:
                self.shot("timeout")
                raise AssertionError(f"waited {seconds} s for {what}; there is: {self.tree()[:4000]}")
            time.sleep(0.1)

    def all(self, role=None, name=None, showing=True, under=None):
        """Every node with that role (a part of its word is enough) and that name (a text or a pattern)."""
        result = []
        for node in (under or self.app).walk():
            if role and role not in node.role:
                continue
            if name is not None and not (name.search(node.name) if hasattr(name, "search") else node.name == name):
                continue
            if showing and not node.is_showing:
                continue
            result.append(node)
        return result

    def see(self, role=None, name=None, seconds=20, **more):
        return self.wait(lambda: self.all(role, name, **more), f"{role} “{getattr(name, 'pattern', name)}”", seconds)[0]

    def sees(self, role=None, name=None, **more):
        return bool(self.all(role, name, **more))

    def texts(self):
        return " | ".join(n.name for n in self.app.walk() if n.name and n.is_showing)

    def wait_for_text(self, pattern, seconds=20):
        return self.wait(lambda: re.search(pattern, self.texts()), f"the words “{pattern}”", seconds)

    def tree(self):
        lines = []

        def add(node, depth):
            is_page = node.name == "GtkStackPage"  # it has no place of its own, what is in it does
            if node.is_showing or depth < 2 or is_page:
                if not is_page and (node.name or depth < 2):
                    lines.append("  " * depth + repr(node))
                for child in node.children():
                    add(child, depth + 1)
        try:
            add(self.app, 0)
        except Exception as error:  # noqa: BLE001
            lines.append(str(error))
        return "\n".join(lines)

    def shot(self, name):
        """A picture of the screen, kept where PS_TEST_SHOTS says."""
        folder = os.environ.get("PS_TEST_SHOTS")
        if not folder:
            return None
        path = pathlib.Path(folder) / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", str(path)], env={**os.environ}, check=False)
        return path

    def colours(self):
        """How many colours the screen has: hundreds without a photo, thousands with one."""
        ran = subprocess.run(["import", "-window", "root", "-depth", "8", "rgb:-"], env={**os.environ}, capture_output=True, check=True)
        return len({ran.stdout[i:i + 3] for i in range(0, len(ran.stdout), 3)})

    def photos(self, at_least):
        """Cells of the grid, one a photo."""
        def look():
            cells = {}
            for node in self.all(None, re.compile(r"\.(jpg|png|tif|webp), ")):
                if node.box()[2] > 50:
                    cells.setdefault(node.name, node)
            return list(cells.values()) if len(cells) >= at_least else None
        return self.wait(look, f"{at_least} photos in the grid")

    # Doing ---------------------------------------------------------------------

    def xdotool(self, *words, check=True):
        ran = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=30, check=False)
        if check and ran.returncode != 0:
            raise AssertionError(f"xdotool {' '.join(words)}: {ran.stderr}")
        return ran.stdout

    def place_of(self, node, x=0.5, y=0.5):
        def settled():
            first = node.box()
            time.sleep(0.05)
            return first if first == node.box() and first[2] > 0 and first[0] > -10000 else None
        left, top, width, height = self.wait(settled, f"a place for {node}", 10)
        frame = self.app.children()[-1].box()  # a window without a manager has its border around what it tells of
        return (int(left + width * x + (self.size[0] - frame[2]) / 2 * (len(self.app.children()) == 1)),
                int(top + height * y + (self.size[1] - frame[3]) / 2 * (len(self.app.children()) == 1)))

    def click(self, node, button=1, repeat=1, keys=(), x=0.5, y=0.5):
        at_x, at_y = self.place_of(node, x, y)
        self.xdotool("mousemove", str(at_x), str(at_y))
        time.sleep(0.1)
        for key in keys:
            self.xdotool("keydown", {"ctrl": "Control_L", "shift": "Shift_L"}.get(key, key))
            time.sleep(0.1)
        for _ in range(repeat):
            self.xdotool("click", str(button))
        for key in keys:
            time.sleep(0.1)
            self.xdotool("keyup", {"ctrl": "Control_L", "shift": "Shift_L"}.get(key, key))
        time.sleep(0.2)

    def click_until(self, find, opened, what, tries=5):
        """Clicks what find() gives until opened() has something: what still moves while it is shown may be missed once."""
        for _ in range(tries):
            self.click(find())
            try:
                return self.wait(opened, what, 6)
            except AssertionError:
                continue
        return self.wait(opened, what)

    def key(self, *keys):
        self.xdotool("key", "--delay", "40", *keys)
        time.sleep(0.15)

    def type(self, text):
        self.xdotool("type", "--delay", "15", text)
        time.sleep(0.2)

    def paste(self, text):
        subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        self.key("ctrl+v")

    def drag(self, start, end):
        """From one node to another, in some ten steps, as a hand would."""
        x1, y1 = self.place_of(start)
        x2, y2 = self.place_of(end)
        self.xdotool("windowfocus", self.window_id, check=False)
        self.xdotool("mousemove", str(x1), str(y1))
        time.sleep(0.2)
        self.xdotool("mousedown", "1")
        time.sleep(0.2)
        for i in range(1, 13):
            self.xdotool("mousemove", str(x1 + (x2 - x1) * i // 12), str(y1 + (y2 - y1) * i // 12))
            time.sleep(0.06)
        self.xdotool("mousemove", str(x2 + 2), str(y2 + 1))
        time.sleep(0.4)
        self.xdotool("mouseup", "1")
        time.sleep(0.6)
