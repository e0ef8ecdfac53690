#!/usr/bin/env python3
"""Learns data/extract_weights.txt: which blocks of a page are the article's. Python 3, nothing else.

    scripts/train_extraction.py --bin build/release/octavo --corpus FOLDER --out data/extract_weights.txt

FOLDER holds folders (data sets) of pages: NAME.html.gz and NAME.json, the latter with "html" (the page's file), "url" and
either "text" (the article as a person copied it, paragraphs parted by empty lines; paragraphs also listed in "optional"
may be left out) or "with" and "without" (strings that must and must not be in it).

The binary says what it sees: `octavo extract --batch` with "evidence": true answers every block of a page with its row of
bins (src/extract/evidence.hpp names them, data/README.md explains them). A block is the article's when half of its
four-word runs are in the gold text; one of fewer than four words when it is a line of its own there. Where only strings
are given, a block that holds a "with" is the article's, one that holds a "without" is not, and all others teach nothing.
A page's blocks weigh by their letters, a page as much as any other.

The model adds up one weight a bin (logistic regression, Adagrad, L2) in two passes: the second sees what the first
thought of the neighbours. The second pass learns from opinions of first passes that never saw the page's site, so that
it does not trust them more than it may. The figure printed is by cross validation over sites: no page is judged by a
model that saw its site. The weights written are then learnt from all pages.
"""
import argparse
import hashlib
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
from array import array
from collections import Counter
from multiprocessing import Pool
from urllib.parse import urlsplit

WORD = re.compile(r"\w+")
NOBODY = 11
SCORE_EDGES = (-4, -2.5, -1.5, -0.75, -0.25, 0.25, 0.75, 1.5, 2.5, 4)
SHARE_EDGES = (0.001, 0.05, 0.25, 0.75, 0.95)


def runs(words):
    return [tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))] if words else []


def site_of(gold, fallback):
    host = (urlsplit(gold.get("url") or "").hostname or fallback).lower()
    return ".".join(host.split(".")[-2:])


def load(corpus, only):
    pages = []
    for dataset in sorted(os.listdir(corpus)):
        folder = os.path.join(corpus, dataset)
        if not os.path.isdir(folder) or (only and dataset not in only):
            continue
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".json"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                gold = json.load(f)
            if gold.get("html") and (gold.get("text") or gold.get("with") or gold.get("without")):
                gold["path"] = os.path.normpath(os.path.join(folder, gold["html"]))
                gold["set"] = dataset
                gold["site"] = site_of(gold, name)
                pages.append(gold)
    return pages


def ask(binary, pages):
    """The blocks of each page, and the two tables of features."""
    lines = "".join(json.dumps({"file": p["path"], "url": p.get("url") or "", "evidence": True}) + "\n" for p in pages)
    done = subprocess.run([binary, "extract", "--batch"], input=lines, capture_output=True, text=True, check=True)
    tables = None
    for page, line in zip(pages, done.stdout.splitlines()):
        answer = json.loads(line)
        page["blocks"] = answer.get("blocks", [])
        if "features" in answer:
            tables = answer["features"], answer["company"]
    return tables


def label(page):
    """Each block's label: 1, 0, or None where the gold says nothing; and its weight."""
    blocks = page["blocks"]
    labels, weights = [None] * len(blocks), [0.0] * len(blocks)
    if page.get("text"):
        gold = Counter(runs(WORD.findall(page["text"])))
        short = {tuple(WORD.findall(line)) for line in page["text"].split("\n")}
        optional = Counter(r for text in page.get("optional") or [] for r in runs(WORD.findall(text)))
        size = max(200, sum(1 for c in page["text"] if c > " "))
        seen = set()
        for i, block in enumerate(blocks):
            words = WORD.findall(block["text"])
            if not words or block["text"] in seen:
                continue
            if len(words) > 3:
                mine = Counter(runs(words))
                total = sum(mine.values())
                if 2 * sum(min(n, optional[r]) for r, n in mine.items() if r in optional) >= total:
                    continue
                hits = sum(min(n, gold[r]) for r, n in mine.items() if r in gold)
                labels[i] = int(2 * hits >= total)
                if labels[i]:
                    seen.add(block["text"])
            else:
                labels[i] = int(tuple(words) in short)
            weights[i] = min(0.3, block["letters"] / size) + 0.002
        if not any(labels):
            return [None] * len(blocks), weights
        junk = sum(w for w, l in zip(weights, labels) if l == 0)
        if junk > 1:
            weights = [w / junk if l == 0 else w for w, l in zip(weights, labels)]
        return labels, weights
    wanted = [" ".join(s.split()) for s in page.get("with") or []]
    unwanted = [" ".join(s.split()) for s in page.get("without") or []]
    for i, block in enumerate(blocks):
        text = " ".join(block["text"].split())
        good = sum(s in text for s in wanted if s)
        bad = sum(s in text for s in unwanted if s)
        if bool(good) != bool(bad):
            labels[i] = int(good > 0)
            weights[i] = 0.06 * max(good, bad)
    return labels, weights


def learn(rows, labels, weights, size, epochs, l2, seed):
    """Logistic regression over rows of weight indexes; index 0 is the bias. The mean of the later epochs' weights."""
    w = [0.0] * size
    mean = [0.0] * size
    kept = 0
    g = [0.01] * size
    order = list(range(len(rows)))
    rnd = random.Random(seed)
    for epoch in range(epochs):
        rnd.shuffle(order)
        rate = 0.3 / (1 + 0.5 * epoch)
        for i in order:
            row = rows[i]
            z = 0.0
            for j in row:
                z += w[j]
            p = 1 / (1 + math.exp(-z)) if z > -30 else 0.0
            d = (p - labels[i]) * weights[i]
            if -1e-5 < d < 1e-5:
                continue
            dd = d * d
            decay = l2 * weights[i]
            for j in row:
                g[j] += dd
                w[j] -= rate * (d + decay * w[j]) / math.sqrt(g[j])
        if 2 * epoch >= epochs:
            kept += 1
            for j in range(size):
                mean[j] += (w[j] - mean[j]) / kept
    return mean if kept else w


def indexes(tables):
    starts, at = [], 1
    for _, bins in tables:
        starts.append(at)
        at += bins
    return starts, at


def score_bin(score):
    n = 0
    for edge in SCORE_EDGES:
        if score < edge:
            break
        n += 1
    return n


def share_bin(share):
    n = 0
    for edge in SHARE_EDGES:
        if share < edge:
            break
        n += 1
    return n


def company(blocks, first):
    """What judge.cpp's company_of sees, in the same order."""
    n = len(blocks)
    clamped = [max(-5.0, min(5.0, s)) for s in first]
    weight = [min(b["letters"], 400) for b in blocks]
    same, alike = {}, {}
    for k, b in enumerate(blocks):
        for table, key in ((same, b["parent"]), (alike, b["called"])):
            m = table.setdefault(key, [0.0, 0.0])
            m[0] += clamped[k] * weight[k]
            m[1] += weight[k]
    total = sum(weight[k] for k in range(n) if first[k] > 0)

    def others(m, k):
        left = m[1] - weight[k]
        return NOBODY if left < 20 else score_bin((m[0] - clamped[k] * weight[k]) / left)

    before, behind = [n] * n, [n] * n  # the nearest that is no label or button
    for k in range(1, n):
        before[k] = k - 1 if blocks[k - 1]["letters"] >= 20 else before[k - 1]
    for k in range(n - 1, 0, -1):
        behind[k - 1] = k if blocks[k]["letters"] >= 20 else behind[k]

    def mean(chain, k):
        total = heavy = 0.0
        j = chain[k]
        for _ in range(4):
            if j >= n:
                break
            total += clamped[j] * weight[j]
            heavy += weight[j]
            j = chain[j]
        return score_bin(total / heavy) if heavy else NOBODY

    def one(j):
        return score_bin(first[j]) if j < n else NOBODY
    passed = 0.0
    out = []
    for k, b in enumerate(blocks):
        share_before = share_bin(passed / total if total else 0)
        if first[k] > 0:
            passed += weight[k]
        following = first[behind[k]] if behind[k] < n else -9
        rough = min(b["evidence"][0], 4)
        out.append((score_bin(first[k]), one(before[k]), one(behind[k]), mean(before, k), mean(behind, k),
                    others(same[b["parent"]], k), others(alike[b["called"]], k), share_before,
                    share_bin((total - passed) / total if total else 0),
                    rough * 4 + (0 if following < -1 else 1 if following < 0 else 2 if following < 1.5 else 3)))
    return out


class Trainer:
    def __init__(self, pages, tables, epochs, l2):
        self.pages, self.epochs, self.l2 = pages, epochs, l2
        self.own, self.size1 = indexes(tables[0])
        both = tables[0] + tables[1]
        starts, self.size2 = indexes(both)
        self.company_starts = starts[len(tables[0]):]
        for p in pages:
            p["rows"] = [array("H", [0] + [s + b for s, b in zip(self.own, block["evidence"])]) for block in p["blocks"]]

    def gather(self, pages, rows_of):
        rows, labels, weights = [], [], []
        for p in pages:
            for row, l, w in zip(rows_of(p), p["labels"], p["weights"]):
                if l is not None:
                    rows.append(row)
                    labels.append(l)
                    weights.append(w * p["worth"])
        mean = sum(weights) / max(1, len(weights))
        return rows, labels, [x / mean for x in weights]

    def first(self, pages, seed):
        return learn(*self.gather(pages, lambda p: p["rows"]), self.size1, self.epochs, self.l2, seed)

    def second_rows(self, p, opinion):
        seen = company(p["blocks"], opinion)
        return [array("H", list(row) + [s + b for s, b in zip(self.company_starts, c)]) for row, c in zip(p["rows"], seen)]

    def second(self, pages, opinions, seed):
        return learn(*self.gather(pages, lambda p: self.second_rows(p, opinions[id(p)])), self.size2, self.epochs, self.l2, seed)


def score(w, rows):
    return [sum(w[j] for j in row) for row in rows]


def fold_of(page, folds):
    return int(hashlib.md5(page["site"].encode()).hexdigest(), 16) % folds


def body_figure(page, text):
    """precision, recall, words given, F1: of the four-word runs; what is optional may be left out"""
    mine = Counter(runs(WORD.findall(text)))
    reference = page["text"].split("\n\n")
    for o in page.get("optional") or []:
        r = Counter(runs(WORD.findall(o)))
        if 2 * sum(min(n, mine[k]) for k, n in r.items()) < sum(r.values()) and o in reference:
            reference.remove(o)
    gold = Counter(runs(WORD.findall("\n\n".join(reference))))
    hits = sum(min(n, gold[r]) for r, n in mine.items())
    p, r = hits / max(1, sum(mine.values())), hits / max(1, sum(gold.values()))
    return p, r, sum(mine.values()), 2 * p * r / (p + r) if p + r else 0.0


TRAINER = None


def first_job(args):
    fold, folds = args
    return TRAINER.first([p for p in TRAINER.pages if fold is None or fold_of(p, folds) != fold], fold or 0)


def second_job(args):
    fold, folds, opinions = args
    chosen = [p for p in TRAINER.pages if fold is None or fold_of(p, folds) != fold]
    return TRAINER.second(chosen, {id(p): o for p, o in zip(TRAINER.pages, opinions)}, fold or 0)


def main():
    global TRAINER
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--bin", required=True)
    a.add_argument("--corpus", required=True)
    a.add_argument("--out")
    a.add_argument("--only", help="data sets to learn from, with commas")
    a.add_argument("--worth", default="", help="SET=NUMBER,...: how much a page of a set teaches (1)")
    a.add_argument("--folds", type=int, default=4)
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--l2", type=float, default=0.002)
    a.add_argument("--answers", help="writes what the cross validation read out of each page to this file, a line a page")
    a.add_argument("--jobs", type=int, default=2)
    o = a.parse_args()
    pages = load(o.corpus, o.only.split(",") if o.only else None)
    tables = ask(o.bin, pages)
    worth = dict(x.split("=") for x in o.worth.split(",") if x)
    for p in pages:
        p["labels"], p["weights"] = label(p)
        p["worth"] = float(worth.get(p["set"], 1))
    pages = [p for p in pages if any(l is not None for l in p["labels"])]
    print("%d pages of %d sites, %d blocks that teach" %
          (len(pages), len({p["site"] for p in pages}), sum(l is not None for p in pages for l in p["labels"])), flush=True)
    TRAINER = Trainer(pages, tables, o.epochs, o.l2)
    folds = list(range(o.folds))
    with Pool(o.jobs) as pool:
        firsts = pool.map(first_job, [(f, o.folds) for f in folds + [None]], chunksize=1)
    opinions = [score(firsts[fold_of(p, o.folds)], p["rows"]) for p in pages]
    with Pool(o.jobs) as pool:
        seconds = pool.map(second_job, [(f, o.folds, opinions) for f in folds + [None]], chunksize=1)
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, "fold%d" % f) for f in folds]
        for f in folds:
            write(files[f], tables, firsts[f], seconds[f], 0)
        figures, strings = whole(o.bin, pages, lambda p: files[fold_of(p, o.folds)])
    if o.answers:
        with open(o.answers, "w", encoding="utf-8") as f:
            for p in pages:
                f.write(json.dumps({**p["answer"], "id": p["set"] + "/" + p["id"]}) + "\n")
    print("Each page read by weights that never saw its site:")
    for name, xs in sorted(figures.items()):
        tell(name, xs)
    tell("all", [x for xs in figures.values() for x in xs])
    tp, fp, fn = strings
    if tp:
        print("strings      P %.4f  R %.4f  F1 %.4f" % (tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)))
    if o.out:
        write(o.out, tables, firsts[-1], seconds[-1], len(pages))


def whole(binary, pages, weights_of):
    """The figures of the whole extractor, each page read with the weights of its fold."""
    lines = "".join(json.dumps({"file": p["path"], "url": p.get("url") or "", "weights": weights_of(p)}) + "\n" for p in pages)
    done = subprocess.run([binary, "extract", "--batch"], input=lines, capture_output=True, text=True, check=True)
    figures, strings = {}, [0, 0, 0]
    for p, line in zip(pages, done.stdout.splitlines()):
        p["answer"] = json.loads(line)
        text = p["answer"].get("text") or ""
        if p.get("text"):
            figures.setdefault(p["set"], []).append(body_figure(p, text))
        else:
            flat = " ".join(text.split())
            good = sum(" ".join(s.split()) in flat for s in p.get("with") or [])
            strings[0] += good
            strings[1] += sum(" ".join(s.split()) in flat for s in p.get("without") or [])
            strings[2] += len(p.get("with") or []) - good
    return figures, strings


def tell(name, xs):
    given = [x for x in xs if x[2]]
    precision, recall = sum(x[0] for x in given) / max(1, len(given)), sum(x[1] for x in xs) / len(xs)
    good = sum(x[3] >= 0.9 for x in xs) / len(xs)
    print("%-12s pages %4d  P %.4f  R %.4f  F1 %.4f  pages of .9 and more %.3f" %
          (name, len(xs), precision, recall, 2 * precision * recall / (precision + recall), good))


def write(path, tables, first, second, pages):
    lines = ["# Made by scripts/train_extraction.py from %d pages. Which blocks of a page are the article's: the weight of each" % pages,
             "# bin of each feature, in two passes; above nought in sum, a block stays. data/README.md names the bins."]
    for number, (w, table) in enumerate(((first, tables[0]), (second, tables[0] + tables[1])), 1):
        lines.append("%d bias %.3f" % (number, w[0]))
        at = 1
        for name, bins in table:
            lines.append("%d %s %s" % (number, name, " ".join("%.3f" % x for x in w[at:at + bins])))
            at += bins
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
