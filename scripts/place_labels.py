#!/usr/bin/env python3
"""The places of 200 articles that we labelled by hand (docs/place_labels.md): how well `octavo tag` finds them.
Python 3, nothing else.

    scripts/place_labels.py score --bin build/release/octavo --corpora ../shared/corpora [--show 20]
    scripts/place_labels.py score --bin build/release/octavo --corpora ../shared/corpora --labels tests/data/labels/places_fresh.jsonl
    scripts/place_labels.py choose --corpora ../shared/corpora

`score` sends title and first 800 characters of each labelled article through `octavo tag --batch` and prints precision,
recall and F1 of countries, cities and regions, over all and by set; `--show N` lists the first N articles with errors.
`--labels` scores another file of labels: the 50 that were made when the finder was done (no rule was looked for on them).
`choose` draws the same 200 articles again and prints their ids.
"""
import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
LABELS = os.path.join(ROOT, "tests", "data", "labels", "places.jsonl")
GAZETTEER = os.path.join(ROOT, "data", "gazetteer", "places.tsv")
SETS = {
    "allsides": "news/allsides.en.jsonl",
    "telegram": "categories/telegram.en-ru.jsonl",
    "fakebr": "categories/fakebr-true.pt.jsonl",
    "masakhanews": "categories/masakhanews.jsonl",
}
DRAWN = [("allsides", "en", 120), ("telegram", "ru", 18), ("telegram", "en", 12), ("fakebr", "pt", 20), ("masakhanews", "fr", 10),
         ("masakhanews", "sw", 10), ("masakhanews", "pcm", 4), ("masakhanews", "en", 3), ("masakhanews", "ha", 3)]
READ = 800  # characters of text that the labels were made from
LEVELS = {"country": "countries", "city": "cities", "region": "regions"}
ENOUGH = {"country": 0.3, "city": 0.2, "region": 0.2}


def rows_of(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def corpus(folder, name):
    """The articles of a set, or None when it is not there."""
    path = os.path.join(folder, SETS[name])
    return rows_of(path) if os.path.exists(path) else None


def absent(folder, names):
    print("Not under %s: %s." % (folder, ", ".join(SETS[n] for n in names)), file=sys.stderr)
    print("The labels hold no text. Put the sets there (JSON lines with id, title, text and lang, one article a line) or name "
          "their folder with --corpora; what is there is scored.", file=sys.stderr)


def choose(a):
    dice = random.Random("octavo places 2026")
    missing = [name for name in SETS if corpus(a.corpora, name) is None]
    if missing:
        absent(a.corpora, missing)
        return 1
    for name, lang, count in DRAWN:
        rows = [x for x in corpus(a.corpora, name) if x["lang"] == lang and x.get("label") != "not_news"]
        for x in dice.sample(sorted(rows, key=lambda x: x["id"]), count):
            print("%s/%s" % (name, x["id"]))
    return 0


class Gazetteer:
    """What the answer says in names, as ids: (kind, name, country, region) -> id, and where each place lies."""

    def __init__(self, path):
        self.by_name, self.within, self.name, self.region_code = {}, {}, {}, {}
        with open(path, encoding="utf-8") as f:
            for line in f:
                if line.startswith("#"):
                    continue
                id, name, kind, country, region = line.rstrip("\n").split("\t")[:5]
                kind = "city" if kind == "capital" else kind
                self.name[id] = name
                self.within[id] = [] if kind == "country" else [country] + ([country + "." + region] if kind == "city" else [])
                if kind == "region":
                    self.region_code[country, name] = id.split(".", 1)[1]
                for where in (region, ""):
                    self.by_name.setdefault((kind, name, country, where), id)

    def said(self, place):
        """(kind, id) of a place in the answer; what the list does not know keeps its name as id, so that it counts."""
        kind = "city" if place["kind"] == "capital" else place["kind"]
        country, region = place.get("country") or "", place.get("region") or ""
        if kind == "country":
            return kind, country
        exact = self.by_name.get((kind, place["name"], country, self.region_code.get((country, region), region)))
        return kind, exact or self.by_name.get((kind, place["name"], country, ""), place["name"])


def articles(a, labels):
    """The labelled articles that are at hand, as (label, request)."""
    found, missing = [], []
    for name in SETS:
        rows = corpus(a.corpora, name)
        if rows is None:
            missing.append(name)
            continue
        by_id = {"%s/%s" % (name, x["id"]): x for x in rows}
        for label in labels:
            x = by_id.get(label["id"])
            if x:
                found.append((label, {"id": label["id"], "title": x["title"], "text": x["text"][:READ], "lang": x["lang"]}))
    if missing:
        absent(a.corpora, missing)
    return found


def ask(binary, requests):
    sent = "".join(json.dumps(r) + "\n" for r in requests).encode()
    done = subprocess.run([os.path.abspath(binary), "tag", "--batch"], input=sent, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit("%s tag --batch ended with %d" % (binary, done.returncode))
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if len(answers) != len(requests):
        sys.exit("octavo tag answered %d of %d articles" % (len(answers), len(requests)))
    return answers


def compare(label, answer, gazetteer):
    """(kind, "right" | "wrong" | "missed", id) for every place said or labelled, optional ones left out."""
    gold = {"country": label["countries"], "region": label["regions"],
            "city": [c["id"] or c["name"] for c in label["cities"]]}
    wanted = [i for ids in gold.values() for i in ids]
    free = set(label["optional"]) | {w for i in wanted + label["optional"] for w in gazetteer.within.get(i, [])}
    said = defaultdict(set)
    for place in answer.get("places", []):
        if place["kind"] in ("country", "city", "capital", "region"):
            kind, id = gazetteer.said(place)
            if place["score"] >= ENOUGH[kind]:
                said[kind].add(id)
    for kind in LEVELS:
        for id in gold[kind]:
            yield kind, "right" if id in said[kind] else "missed", id
        for id in sorted(said[kind] - set(gold[kind]) - free):
            yield kind, "wrong", id


def line(name, n):
    said, wanted = n["right"] + n["wrong"], n["right"] + n["missed"]
    p, r = n["right"] / max(1, said), n["right"] / max(1, wanted)
    f = 2 * p * r / (p + r) if p + r else 0.0
    return "%-22s P %.3f  R %.3f  F1 %.3f   labelled %3d, said %3d, right %3d" % (name, p, r, f, wanted, said, n["right"])


def score(a):
    found = articles(a, rows_of(a.labels))
    if not found:
        print("None of the labelled articles is at hand: nothing to score.", file=sys.stderr)
        return 1
    gazetteer = Gazetteer(a.gazetteer)
    counts, errors, unnamed, clean = defaultdict(Counter), [], Counter(), 0
    for (label, request), answer in zip(found, ask(a.bin, [r for _, r in found])):
        wrong = []
        for kind, what, id in compare(label, answer, gazetteer):
            counts[kind, "all"][what] += 1
            counts[kind, label["id"].split("/")[0]][what] += 1
            if kind == "country" and id in label.get("unnamed", []):
                unnamed[what] += 1
            if what != "right":
                hint = " (not named)" if kind == "country" and id in label.get("unnamed", []) else ""
                wrong.append("%s %s %s%s" % (what, kind, gazetteer.name.get(id, id), hint))
        clean += not wrong
        if wrong:
            errors.append((label["id"], wrong, request))
    print("%d labelled articles, title and first %d characters; without any error %d" % (len(found), READ, clean))
    for kind, plural in LEVELS.items():
        print(line(plural, counts[kind, "all"]))
        for name in SETS:
            if counts[kind, name]:
                print(line("  " + name, counts[kind, name]))
        if kind == "country":
            named = Counter(counts[kind, "all"])
            named.subtract(unnamed)
            print(line("  without the unnamed", named))
    for id, wrong, request in errors[:a.show]:
        print("\n%s  %s\n  %s" % (id, " ".join((request["title"] or request["text"]).split())[:90], "; ".join(wrong)))
    return 0


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["score", "choose"])
    p.add_argument("--bin", help="the program, for score")
    p.add_argument("--corpora", required=True, help="the folder that holds %s" % ", ".join(SETS.values()))
    p.add_argument("--labels", default=LABELS, help="the file of labels to score (default: the 200)")
    p.add_argument("--gazetteer", default=GAZETTEER, help="the list of places whose ids the labels use")
    p.add_argument("--show", type=int, default=0, metavar="N", help="list the first N articles with errors")
    a = p.parse_args()
    if a.what == "choose":
        return choose(a)
    if not a.bin or not os.path.exists(a.bin):
        p.error("score needs --bin, the program" + (": there is none at %s" % a.bin if a.bin else ""))
    if not os.path.exists(a.gazetteer):
        p.error("no list of places at %s: name one with --gazetteer" % a.gazetteer)
    return score(a)


if __name__ == "__main__":
    sys.exit(main())
