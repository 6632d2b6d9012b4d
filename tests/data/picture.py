"""An SVG as pixels: rendered by rsvg-convert, its PNG read here."""

import struct
import subprocess
import zlib


def rgba_rows(png):
    """The rows of an 8-bit RGBA PNG, as bytes each (PNG specification, sections 9 and 11)."""
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and (depth, kind, interlaced) == (8, 6, 0)
    packed, at = b"", 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at:at + 8])
        if name == b"IDAT":
            packed += png[at + 8:at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(packed), width * 4
    above, rows = bytes(stride), []
    for y in range(height):
        start = y * (stride + 1)
        above = unfiltered(raw[start], raw[start + 1:start + 1 + stride], above)
        rows.append(above)
    return rows


def unfiltered(how, line, above):
    row = bytearray(line)
    for i, value in enumerate(line):
        left = row[i - 4] if i >= 4 else 0
        up = above[i]
        corner = above[i - 4] if i >= 4 else 0
        if how == 1:
            value += left
        elif how == 2:
            value += up
        elif how == 3:
            value += (left + up) // 2
        elif how == 4:
            value += min((left, up, corner), key=lambda each: abs(left + up - corner - each))
        row[i] = value & 255
    return bytes(row)


def render(path, size):
    """The picture at SIZE × SIZE: a list of rows, each a list of (red, green, blue, alpha)."""
    ran = subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), str(path)], capture_output=True, check=True)
    return [[tuple(row[x:x + 4]) for x in range(0, len(row), 4)] for row in rgba_rows(ran.stdout)]


def ink(path, size):
    """The (x, y) that are black where the picture is printed in plain black and white."""
    return {(x, y) for y, row in enumerate(render(path, size)) for x, pixel in enumerate(row) if pixel[3] >= 128}
