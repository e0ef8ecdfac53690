#!/usr/bin/env python3
"""Makes data/map/outlines.txt: the outlines of countries, simplified for a small drawing each.

    npm pack world-atlas@2.0.2 i18n-iso-countries@7.14.0     (in FOLDER; unpack both there)
    python3 scripts/make_map.py --folder FOLDER --out data/map/outlines.txt

A country a line: CODE west south east north, then a ring each, "x,y x,y ..." in thousandths of the box's longer side from
its south-west corner; longitudes are shrunk by the cosine of the box's middle latitude. The box is of the mainland and what
lies near it: Alaska and Martinique are drawn on no map of their country.

Source: Natural Earth 1:50m (public domain) by world-atlas (ISC); codes by i18n-iso-countries (MIT).
"""
import argparse
import json
import math
import pathlib

SIDE = 1000
TOLERANCE = 4  # of SIDE
GAP = 0.085  # of the box's longer side: what is further off is drawn on no map of its country
SMALLEST = 30  # of SIDE squared, for a ring's area, but for a country's largest


def arcs_of(topology):
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    return arcs


def ring_of(arcs, indexes):
    points = []
    for i in indexes:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1 if points else 0:]
    return points


def unrolled(ring):
    """Over the antimeridian without a jump."""
    out = [ring[0]]
    for x, y in ring[1:]:
        while x - out[-1][0] > 180:
            x -= 360
        while x - out[-1][0] < -180:
            x += 360
        out.append((x, y))
    return out


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def box_of(rings):
    xs, ys = [x for r in rings for x, _ in r], [y for r in rings for _, y in r]
    return min(xs), min(ys), max(xs), max(ys)


def near(ring, box):
    """A ring that begins close to the box; moved round the world where that brings it there; else None."""
    gap = GAP * max(box[2] - box[0], box[3] - box[1])
    for turn in (0, 360, -360):
        moved = [(x + turn, y) for x, y in ring]
        x0, y0, x1, y1 = box_of([moved])
        if x0 < box[2] + gap and x1 > box[0] - gap and y0 < box[3] + gap and y1 > box[1] - gap:
            return moved
    return None


def simplified(points, tolerance):
    """Douglas and Peucker, without recursion."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = math.hypot(bx - ax, by - ay)
        far, at = 0, None
        for i in range(first + 1, last):
            x, y = points[i]
            off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else math.hypot(x - ax, y - ay)
            if off > far:
                far, at = off, i
        if at is not None and far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--folder", type=pathlib.Path, required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    options = options.parse_args()
    find = lambda name: next(options.folder.rglob(name))
    topology = json.loads(find("countries-50m.json").read_text())
    codes = {number: two for two, _, number, *_ in json.loads(find("codes.json").read_text())}
    arcs = arcs_of(topology)
    lines = []
    for country in topology["objects"]["countries"]["geometries"]:
        code = codes.get(country.get("id"))
        if not code or code == "AQ":
            continue
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = sorted((unrolled(ring_of(arcs, polygon[0])) for polygon in polygons), key=area, reverse=True)
        kept, left = [rings[0]], rings[1:]
        grown = True
        while grown:  # island by island
            grown = False
            for ring in left[:]:
                moved = near(ring, box_of(kept))
                if moved:
                    kept.append(moved)
                    left.remove(ring)
                    grown = True
        west, south, east, north = box_of(kept)
        shrink = math.cos(math.radians((south + north) / 2))
        side = max((east - west) * shrink, north - south) or 1
        drawn = []
        for i, ring in enumerate(kept):
            flat = [((x - west) * shrink / side * SIDE, (y - south) / side * SIDE) for x, y in ring]
            if i and area(flat) < SMALLEST:
                continue
            points = simplified(flat, TOLERANCE)
            if len(points) > 3:
                drawn.append(" ".join(f"{round(x)},{round(y)}" for x, y in points[:-1]))
        if drawn:
            lines.append(f"{code} {west:.3f} {south:.3f} {east:.3f} {north:.3f}|" + "|".join(drawn))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(sorted(lines)) + "\n")
    print(f"{len(lines)} countries, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
