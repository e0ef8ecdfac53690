#!/usr/bin/env python3
"""Learns data/story_rule.txt: when an article belongs to a story. Python 3, nothing else.

    scripts/train_stories.py --bin build/release/octavo --out data/story_rule.txt --folds 4 \\
        --set fnc1.jsonl --set headlines.jsonl --stream news.jsonl:labels.jsonl --pairs pairs.jsonl

A --set is a file of articles ({"id","title","text","source","published",...}) with their "story". A --stream is a file of
articles of which only some have a story, in a second file ({"id","story"}); the others are placed as the rule so far
says. --pairs are {"first","second","same"}. Say only what its licence lets you learn from.

The binary says what it sees: `octavo stories --batch` with "evidence": true answers, for every story around an article,
the features of src/story/rule.hpp. A row is one article and one story around; its answer is whether the article belongs there.
First "known_story" puts every article where it belongs; then, some rounds long, the rule learnt so far places them, and
learns from the stories as it makes them, with their faults (DAgger, Ross 2011): it will never see better ones.
Every set weighs as much as any other, however big. What is learnt is drawn half-way back to the rule found by hand
(--shrink), which was found on whole stories and is never far wrong. The model is a logistic regression (Newton's method, L2); rows that
nobody would mistake (next to nothing in common) teach nothing and are left out.

With --folds the figure printed is by cross validation over stories: each story is judged by a rule that never saw it, by
running the desk and taking B-cubed F1 over the articles of those stories. The weights written are learnt from all.
"""
import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import Counter

NAMES = []
BY_HAND = {"margin": 3.7}  # the rule found by hand: likeness over the bar, and nothing else
LEAST_MARGIN = -2.0  # feature "margin" under which a row teaches nothing


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def shuffled(rows):
    """by date, undated rows in an order that has nothing to do with their story"""
    return sorted(rows, key=lambda x: (x.get("published") or "", hashlib.sha1(("order" + x["id"]).encode()).hexdigest()))


def run(octavo, command, requests):
    text = "".join(json.dumps(r) + "\n" for r in requests)
    out = subprocess.run([octavo, command, "--batch"], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.decode().splitlines()]


def request(number, article):
    r = {k: article[k] for k in ("url", "source", "published", "lang", "title", "text") if article.get(k)}
    return {"id": "a%d" % number, **r}


class Set:
    def __init__(self, name, rows, story_of):
        self.name, self.rows, self.story_of = name, shuffled(rows), story_of

    def evidence(self, octavo, weights, led):
        """Rows (features, belongs, weight, story of the article). Led: every article is put where it belongs; else where
        the rule puts it, and a story around is the article's when most of its labelled members are of the same story."""
        requests = []
        for i, x in enumerate(self.rows):
            r = dict(request(i, x), evidence=True)
            if led and x["id"] in self.story_of:
                r["known_story"] = self.story_of[x["id"]]
            requests.append(r)
        if weights:
            requests[0]["weights"] = weights
        members, rows = {}, []
        for x, a in zip(self.rows, run(octavo, "stories", requests)):
            gold = self.story_of.get(x["id"])
            first = True
            for e in a["evidence"] if gold else []:
                # Whether an article belongs to a story nobody labelled is not known.
                if e["story"] not in members or e["features"][1] < LEAST_MARGIN:
                    continue
                belongs = members[e["story"]].most_common(1)[0][0] == gold
                # The decision hangs on the likeliest story and on the right one.
                rows.append((e["features"], belongs, 1.0 if first or belongs else 0.3, gold))
                first = False
            if gold:
                members.setdefault(a["story"], Counter())[gold] += 1
        return rows

    def judge(self, octavo, weights, stories):
        """(gold, said) of the articles of these stories"""
        requests = [request(i, x) for i, x in enumerate(self.rows)]
        requests[0]["weights"] = weights
        answers = run(octavo, "stories", requests)
        return [(self.story_of[x["id"]], a["story"]) for x, a in zip(self.rows, answers)
                if self.story_of.get(x["id"]) in stories]


def b_cubed(pairs):
    joint, gold, said = Counter(pairs), Counter(g for g, _ in pairs), Counter(s for _, s in pairs)
    n = len(pairs)
    p = sum(k * k / said[s] for (_, s), k in joint.items()) / n
    r = sum(k * k / gold[g] for (g, _), k in joint.items()) / n
    return 2 * p * r / (p + r), p, r


def solve(a, b):
    """a x = b, a symmetric and positive definite (Cholesky)"""
    n = len(b)
    low = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            s = a[i][j] - sum(low[i][k] * low[j][k] for k in range(j))
            low[i][j] = math.sqrt(max(s, 1e-12)) if i == j else s / low[j][j]
    y = [0.0] * n
    for i in range(n):
        y[i] = (b[i] - sum(low[i][k] * y[k] for k in range(i))) / low[i][i]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (y[i] - sum(low[k][i] * x[k] for k in range(i + 1, n))) / low[i][i]
    return x


def learn(groups, l2, without=(), rounds=12):
    """groups: one list of (features, belongs) a set; weights for the features as they are"""
    rows, shares = [], []
    for group in groups:
        rows += [(f, y) for f, y, _ in group]
        whole = sum(share for _, _, share in group)
        shares += [1000.0 * share / whole for _, _, share in group]
    n = len(NAMES)
    total = sum(shares)
    mean = [sum(s * f[i] for (f, _), s in zip(rows, shares)) / total for i in range(n)]
    deviation = [math.sqrt(sum(s * (f[i] - mean[i]) ** 2 for (f, _), s in zip(rows, shares)) / total) for i in range(n)]
    used = [i for i in range(n) if deviation[i] > 1e-6 and NAMES[i] not in without]
    x = [[1.0] + [(f[i] - mean[i]) / deviation[i] for i in used] for f, _ in rows]
    m = len(used) + 1
    w = [0.0] * m
    for _ in range(rounds):
        gradient, hessian = [0.0] * m, [[0.0] * m for _ in range(m)]
        for row, (_, belongs), share in zip(x, rows, shares):
            z = sum(map(float.__mul__, w, row))
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
            g, h = share * ((1.0 if belongs else 0.0) - p), share * max(p * (1 - p), 1e-6)
            for i in range(m):
                gradient[i] += g * row[i]
                hr, hi = h * row[i], hessian[i]
                for j in range(i + 1):
                    hi[j] += hr * row[j]
        for i in range(m):
            for j in range(i):
                hessian[j][i] = hessian[i][j]
            hessian[i][i] += l2 if i else 1e-6
            gradient[i] -= l2 * w[i] if i else 0
        step = solve(hessian, gradient)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-3:
            break
    out = [0.0] * n
    for k, i in enumerate(used):
        out[i] = w[k + 1] / deviation[i]
    out[0] = w[0] - sum(out[i] * mean[i] for i in used)
    return out


def shrunk(weights, share):
    return [(1 - share) * w + share * BY_HAND.get(name, 0.0) for name, w in zip(NAMES, weights)]


def lines(kind, weights):
    return "".join("%s %s %.4f\n" % (kind, name, w) for name, w in zip(NAMES, weights))


def fold_of(story, folds):
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % folds


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--bin", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--set", action="append", default=[])
    a.add_argument("--stream", action="append", default=[], help="ARTICLES:LABELS")
    a.add_argument("--pairs", action="append", default=[])
    a.add_argument("--weights", help="the rule that places articles without a label")
    a.add_argument("--rounds", type=int, default=2, help="how often the rule learns from what it did itself")
    a.add_argument("--without", default="", help="features to leave out, with commas")
    a.add_argument("--shrink", type=float, default=0.5, help="how far to go back towards the rule found by hand")
    a.add_argument("--l2", type=float, default=1.0)
    a.add_argument("--folds", type=int, default=0)
    a = a.parse_args()
    octavo = os.path.abspath(a.bin)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "src", "story", "rule.hpp"), encoding="utf-8") as f:
        NAMES.extend(f.read().split("feature_names = std::to_array<std::string_view>(")[1].split("});")[0]
                     .strip(" \n({").replace('"', "").replace("\n", "").replace(" ", "").split(","))
    sets = []
    for path in a.set:
        rows = read(path)
        sets.append(Set(os.path.basename(path), rows, {x["id"]: str(x["story"]) for x in rows}))
    for both in a.stream:
        path, labels = both.split(":")
        sets.append(Set(os.path.basename(path), read(path), {x["id"]: str(x["story"]) for x in read(labels)}))
    without = set(a.without.split(","))
    data = [(s, s.evidence(octavo, a.weights and os.path.abspath(a.weights), True)) for s in sets]
    for s, rows in data:
        print("%s: %d articles, %d rows, %d of them belong" % (s.name, len(s.rows), len(rows), sum(r[1] for r in rows)))
    for again in range(a.rounds):
        w = learn([[r[:3] for r in rows] for _, rows in data], a.l2, without)
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
            f.write(lines("join", shrunk(w, a.shrink)) + lines("pair", w))
            f.flush()
            for s, rows in data:
                rows += s.evidence(octavo, f.name, False)
    pairs = []
    for path in a.pairs:
        rows = read(path)
        got = run(octavo, "same", [{"id": str(i), "evidence": True, "first": dict(x["first"], lang=x.get("lang", "")),
                                    "second": dict(x["second"], lang=x.get("lang", ""))} for i, x in enumerate(rows)])
        pairs.append([(g["features"], bool(x["same"]), 1.0) for g, x in zip(got, rows)])
    pair_weights = learn(pairs, max(a.l2, 5.0)) if pairs else [0.0] * len(NAMES)
    if pairs and a.folds:
        right = Counter()
        for k in range(a.folds):
            w = learn([[r for i, r in enumerate(g) if i % a.folds != k] for g in pairs], max(a.l2, 5.0))
            for g in pairs:
                for i, (f, same, _) in enumerate(g):
                    if i % a.folds == k:
                        right[(sum(map(float.__mul__, w, f)) >= 0, same)] += 1
        print("pairs never seen: F1 %.4f" % (2 * right[True, True] / max(1, 2 * right[True, True] + right[True, False] + right[False, True])))
    if a.folds:
        said = {s.name: [] for s in sets}
        for k in range(a.folds):
            w = learn([[r[:3] for r in rows if fold_of(r[3], a.folds) != k] for _, rows in data], a.l2, without)
            with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
                f.write(lines("join", shrunk(w, a.shrink)) + lines("pair", pair_weights))
                f.flush()
                for s in sets:
                    mine = {x for x in s.story_of.values() if fold_of(x, a.folds) == k}
                    said[s.name] += [((k, g), (k, t)) for g, t in s.judge(octavo, f.name, mine)]
        for name, both in said.items():
            print("%s, stories never seen: B-cubed F1 %.4f, P %.3f R %.3f" % ((name,) + b_cubed(both)))
    w = shrunk(learn([[r[:3] for r in rows] for _, rows in data], a.l2, without), a.shrink)
    with open(a.out, "w", encoding="utf-8") as f:
        f.write("# When an article joins a story, and when two articles tell one. Made by scripts/train_stories.py; see\n"
                "# data/README.md. A line is KIND FEATURE WEIGHT; the features stand in src/story/rule.hpp.\n")
        f.write(lines("join", w) + lines("pair", pair_weights))
    for name, j, p in zip(NAMES, w, pair_weights):
        print("  %-20s %9.3f %9.3f" % (name, j, p))


if __name__ == "__main__":
    sys.exit(main())
