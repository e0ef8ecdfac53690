#!/usr/bin/env python3
"""Makes data/category.model, the shipped model of categories, from data/category/words: lists of telling words and
invented headlines, written for this project in many languages. No text of any publisher is read.

    scripts/train_category.py --bin build/release/octavo [--out data/category.model] [--rows rows.jsonl]

A file is a language. "label: word, two words, ..." is a list; "+ label: headline | headline" are headlines; "zz" holds
names known everywhere, read as of no language. Out of these the script makes rows, always the same: each list cut into
short texts, and mixtures of a dozen entries of one label with a few of another, so that the weights are learnt for
texts in which several words agree and some do not. `octavo train category` learns from the rows.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LABELS = ("general world politics business technology science health sports entertainment culture environment local "
          "not_news").split()


def read(path):
    """(label -> entries, [(label, headline)])"""
    words, heads = {}, []
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            headline = line.startswith("+")
            label, colon, rest = line.lstrip("+ ").partition(":")
            if not colon or label.strip() not in LABELS:
                sys.exit("%s:%d: no label" % (path, number))
            label = label.strip()
            if headline:
                heads += [(label, h.strip()) for h in rest.split("|") if h.strip()]
            else:
                seen = words.setdefault(label, {})
                for entry in rest.replace("،", ",").replace("、", ",").split(","):
                    if entry.strip():
                        seen[entry.strip()] = 1
    return {k: list(v) for k, v in words.items()}, heads


def rows_of(language, words, heads, dice, mixtures):
    tag = "" if language == "zz" else language
    for label, entries in words.items():
        for entry in entries:
            yield {"lang": tag, "text": entry, "label": label, "weight": 1.0}
    for label, headline in heads:
        yield {"lang": tag, "title": "", "text": headline, "label": label, "weight": 1.0}
    labels = sorted(words)
    for label in labels:
        own = words[label]
        for _ in range(mixtures):
            picked = [dice.choice(own) for _ in range(dice.randint(4, 12))]
            for _ in range(dice.randint(0, 3)):
                picked.append(dice.choice(words[dice.choice(labels)]))
            dice.shuffle(picked)
            yield {"lang": tag, "text": ". ".join(picked), "label": label, "weight": 1.0}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bin", default=os.path.join(HERE, "build/release/octavo"), help="the octavo that learns")
    ap.add_argument("--out", default=os.path.join(HERE, "data/category.model"))
    ap.add_argument("--words", default=os.path.join(HERE, "data/category/words"), help="folder of the lists")
    ap.add_argument("--rows", help="keep the rows here")
    ap.add_argument("--mixtures", type=int, default=40, help="made texts for each label of each language")
    a = ap.parse_args()
    rows = []
    for name in sorted(os.listdir(a.words)):
        if name.endswith(".txt"):
            words, heads = read(os.path.join(a.words, name))
            language = name[:-4]
            rows += rows_of(language, words, heads, random.Random(language), a.mixtures)
    with tempfile.TemporaryDirectory() as tmp:
        path = a.rows or os.path.join(tmp, "rows.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            for row in rows:
                f.write(json.dumps(row, ensure_ascii=False) + "\n")
        return subprocess.call([a.bin, "train", "category", "--from", path, "--model", a.out])


if __name__ == "__main__":
    sys.exit(main())
