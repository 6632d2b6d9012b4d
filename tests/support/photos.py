"""A library of sample photos in the window: what the tests of its panes have in common."""

import hashlib
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time
import urllib.parse

import display
from display import WindowCase

SHOWN = "iif(p.format IS NULL OR lower(p.name) LIKE '%.' || lower(p.format), p.name, p.name || '.' || p.format)"  # a photo's name
CELL = re.compile(r"^.+, .*\d{4}.*, [A-Z]")  # name, date, state: as a photo is told


def path_of(uri):
    return pathlib.Path(urllib.parse.unquote(uri.removeprefix("file://")))


class PhotosCase(WindowCase):
    def query(self, statement, *values):
        """Every row, read from photos.db beside the program."""
        with sqlite3.connect(f"file:{self.library}/photos.db?mode=ro", uri=True, timeout=10) as db:
            return db.execute(statement, values).fetchall()

    def one(self, statement, *values):
        return self.query(statement, *values)[0][0]

    def states(self):
        return dict(self.query("SELECT state, photos FROM state_counts WHERE photos > 0"))

    def back_up(self, photos=40, expect=0, **options):
        """A library with its photos."""
        self.demo(photos=photos, **options)
        self.make_library()
        self.ctl("backup", self.library, expect=expect)

    def open_photos(self, at_least=6, **options):
        """The window, with all photos in the grid; returns their cells."""
        self.open_window(self.library, **options)
        return self.show_all(at_least)

    def show_all(self, at_least=6):
        self.click(self.see(None, re.compile("^All Photos, ")))
        return self.cells(at_least)

    def cells(self, at_least=1):
        """The photos in view, in reading order."""
        def look():
            found = {}
            for node in self.all("table cell", CELL):
                x, y, width, _ = node.box()
                if width > 50 and -50 < y < self.size[1]:
                    found[y, x] = node
            return [found[at] for at in sorted(found)] if len(found) >= at_least else None
        return self.wait(look, f"{at_least} photos in the grid")

    @staticmethod
    def name_of(cell):
        return cell.name.removesuffix(", selected").rsplit(", ", 2)[0]

    def names(self, at_least=1):
        return [self.name_of(cell) for cell in self.cells(at_least)]

    def selected(self):
        return {self.name_of(cell) for cell in self.cells() if cell.name.endswith(", selected")}

    def id_of(self, cell):
        """The id of a photo whose name is its own."""
        rows = self.query(f"SELECT p.id FROM photos p WHERE {SHOWN} = ?", self.name_of(cell))
        self.assertEqual(len(rows), 1, f"one photo is named {self.name_of(cell)}")
        return rows[0][0]

    def path_of(self, name):
        return self.library / self.one(f"SELECT p.local_path FROM photos p WHERE {SHOWN} = ?", name)

    def clipboard(self, target):
        """What another program would get by pasting."""
        ran = subprocess.run(["xclip", "-selection", "clipboard", "-o", "-t", target], capture_output=True, timeout=10, check=False)
        return ran.stdout

    @staticmethod
    def digest(path):
        return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()

    def menu(self, button, item):
        """Opens a menu, chooses from it and sees it close: until then the next click would only close it."""
        self.see("button", button)
        self.click_until(lambda: self.all("button", button)[-1],  # the innermost: a menu button holds another
                         lambda: self.sees("menu item", item), f"the menu of {button}")
        self.click(self.see("menu item", item))
        self.wait(lambda: not self.sees("menu item", item), "the menu to close")

    def choose(self, item):
        """Of the menu that is open, by keys."""
        node = self.see("menu item", item)
        for _ in range(30):
            if node.has("FOCUSED"):
                break
            self.key("Down")
        self.assertTrue(node.has("FOCUSED"), f"{item} is reached by keys")
        self.key("Return")
        self.wait(lambda: not self.sees("menu item", item), "the menu to close")


class FileManager:
    """Stands for the desktop's: what it is asked to show, it keeps."""

    PLACE = "org.freedesktop.FileManager1"
    INTERFACE = ("<node><interface name='org.freedesktop.FileManager1'><method name='ShowItems'>"
                 "<arg type='as' direction='in'/><arg type='s' direction='in'/></method></interface></node>")

    def __init__(self, case):
        from gi.repository import Gio, GLib
        self.case, self.asked = case, []
        self.bus = Gio.DBusConnection.new_for_address_sync(
            display.screen.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        interface = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
        self.bus.register_object("/org/freedesktop/FileManager1", interface, self.called, None, None)
        # Owned before anyone asks: a call to a name without an owner would go elsewhere.
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (self.PLACE, 0)), None, Gio.DBusCallFlags.NONE, -1, None)
        case.addCleanup(self.bus.close_sync, None)

    def called(self, _bus, _sender, _path, _interface, _method, parameters, invocation):
        self.asked.append([path_of(uri) for uri in parameters.unpack()[0]])
        invocation.return_value(None)

    @staticmethod
    def pump():
        from gi.repository import GLib
        while GLib.MainContext.default().iteration(False):
            pass

    def wait_for(self, *paths):
        """It is asked for these, once."""
        self.case.wait(lambda: self.pump() or self.asked, "a request to show files")
        self.case.assertEqual(self.asked, [list(paths)])
        self.asked = []


class Notifications:
    """Stands for the desktop's: the titles and texts that it is asked to show, it keeps."""

    INTERFACE = ("<node><interface name='org.freedesktop.Notifications'><method name='Notify'>"
                 "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
                 "<arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
                 "<arg type='u' direction='out'/></method><method name='CloseNotification'><arg type='u' direction='in'/></method>"
                 "<method name='GetCapabilities'><arg type='as' direction='out'/></method></interface></node>")

    def __init__(self, case):
        from gi.repository import Gio, GLib
        self.case, self.told, self.n = case, [], 0
        self.bus = Gio.DBusConnection.new_for_address_sync(
            display.screen.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        interface = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
        self.bus.register_object("/org/freedesktop/Notifications", interface, self.called, None, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", ("org.freedesktop.Notifications", 0)), None, Gio.DBusCallFlags.NONE, -1, None)
        case.addCleanup(self.bus.close_sync, None)

    def called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        from gi.repository import GLib
        if method == "Notify":
            self.n += 1
            self.told.append(" ".join(parameters.unpack()[3:5]))
            invocation.return_value(GLib.Variant("(u)", (self.n,)))
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body"],)))
        else:
            invocation.return_value(None)

    def wait_for(self, words):
        # The program may end meanwhile: what it told stays told.
        self.case.wait_until(lambda: FileManager.pump() or any(words in told for told in self.told), f"the notification “{words}” is there", 60)


class WindowManager:
    """A window manager for as long as a test needs one: nothing fills the screen without."""

    def __init__(self, case):
        self.case = case
        if shutil.which("openbox") is None:
            case.skipTest("openbox is not installed")

    def __enter__(self):
        self.process = subprocess.Popen(["openbox", "--sm-disable"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env=self.case.window_environment())
        time.sleep(1)
        self.case.size = (1200, 800)
        self.case.focus_window()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
