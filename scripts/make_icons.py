#!/usr/bin/env python3
"""Makes assets/icons/*.png, the app's icons, from assets/sign.svg. Nothing but Python's own library.

    scripts/make_icons.py            writes them
    scripts/make_icons.py --check    exit code 1 when one is not as the sign says

  app-192, app-512     the sign as it is, its corners round on nothing
  app-maskable-512     the system cuts the shape: red to the edges, the sheet inside the safe circle (80 % of the width,
                       https://www.w3.org/TR/appmanifest/#icon-masks)
  podcast-1400         the briefing's, in podcast programs, which want at least 1400 pixels
  app-180              for iOS, which rounds the corners and shows no transparency

The sign is made of rectangles and of lines along the axes; anything else in it is refused rather than drawn wrong.
"""
import re
import struct
import sys
import xml.etree.ElementTree as tree
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ICONS = {"app-192": (192, False, 1), "app-512": (512, False, 1), "app-maskable-512": (512, True, 0.9),
         "app-180": (180, True, 1), "podcast-1400": (1400, True, 0.9)}


def colour(text):
    return tuple(int(text[i:i + 2], 16) for i in (1, 3, 5))


def lines(path):
    """The segments of "M16 6v20M8 11h16"."""
    if re.fullmatch(r"(?:M[\d.]+ [\d.]+(?:[hv]-?[\d.]+)+)+", path) is None:
        raise SystemExit(f"sign.svg: only M, h and v can be drawn, not {path!r}")
    x = y = 0.0
    for command, first, second in re.findall(r"([Mhv])(-?[\d.]+)(?: ([\d.]+))?", path):
        if command == "M":
            x, y = float(first), float(second)
        else:
            to = (x + float(first), y) if command == "h" else (x, y + float(first))
            yield x, y, *to
            x, y = to


def shapes(node, inherited):
    """The colour of each shape and the distance from its edge, in the order they are painted."""
    style = {**inherited, **node.attrib}
    name = node.tag.split("}")[-1]
    wide = float(style.get("stroke-width", 1)) / 2
    if name == "rect":
        x, y, w, h, r = (float(node.get(key, 0)) for key in ("x", "y", "width", "height", "rx"))

        def edge(px, py):
            qx, qy = abs(px - x - w / 2) - w / 2 + r, abs(py - y - h / 2) - h / 2 + r
            return (max(qx, 0) ** 2 + max(qy, 0) ** 2) ** .5 + min(max(qx, qy), 0) - r
        if style.get("fill", "#000000") != "none":
            yield colour(style.get("fill", "#000000")), edge
        if style.get("stroke", "none") != "none":
            yield colour(style["stroke"]), lambda px, py: abs(edge(px, py)) - wide
    elif name == "path":
        for x0, y0, x1, y1 in lines(node.get("d")):
            def segment(px, py, cx=(x0 + x1) / 2, cy=(y0 + y1) / 2, hx=abs(x1 - x0) / 2 or wide,
                        hy=abs(y1 - y0) / 2 or wide):
                return max(abs(px - cx) - hx, abs(py - cy) - hy)
            yield colour(style["stroke"]), segment
    elif name not in ("svg", "g"):
        raise SystemExit(f"sign.svg: <{name}> cannot be drawn")
    for child in node:
        yield from shapes(child, {k: v for k, v in style.items() if k in ("fill", "stroke", "stroke-width")})


def draw(sign, size, full, scale):
    side = float(sign.get("viewBox").split()[2])
    unit = side / size / scale
    ground, *parts = list(shapes(sign, {}))
    rows = []
    for j in range(size):
        row = bytearray(b"\0")
        for i in range(size):
            x, y = (i + .5 - size / 2) * unit + side / 2, (j + .5 - size / 2) * unit + side / 2
            alpha = 1.0 if full else min(max(.5 - ground[1](x, y) / unit, 0), 1)
            pixel = ground[0]
            for paint, distance in parts:
                part = min(max(.5 - distance(x, y) / unit, 0), 1)
                if part:
                    pixel = tuple(a + (b - a) * part for a, b in zip(pixel, paint))
            row += bytes(round(c) for c in pixel) + (b"" if full else bytes([round(255 * alpha)]))
        rows.append(bytes(row))
    return png(size, 2 if full else 6, b"".join(rows))


def png(size, kind, raw):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, kind, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def main():
    sign = tree.parse(ROOT / "assets/sign.svg").getroot()
    stale = 0
    for name, (size, full, scale) in ICONS.items():
        path = ROOT / f"assets/icons/{name}.png"
        image = draw(sign, size, full, scale)
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(image)
        elif not path.exists() or path.read_bytes() != image:
            print(f"{path} is not as the sign says: run scripts/make_icons.py", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
