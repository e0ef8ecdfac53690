#!/usr/bin/env python3
"""The stories we labelled by hand (docs/story_labels.md): how far two labellings agree, and how well the desk groups them.
Python 3, nothing else.

    scripts/story_labels.py agreement
    scripts/story_labels.py score --bin build/release/octavo --articles news.jsonl [--extra more.jsonl] [--biggest 50]

`score` sends the whole stream of articles through `octavo stories`, by date, and looks at those that have a label:
B-cubed F1 over them; how many of the labelled members of the biggest stories belong to what most of the others there are
about; how much of each long labelled story stands together; and how many days the longest story lasts.
"""
import argparse
import datetime
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import combinations

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "data", "labels")


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def labels(name):
    return {x["id"]: x["story"] for x in read(os.path.join(HERE, name))}


def b_cubed(pairs):
    joint, gold, said = Counter(pairs), Counter(g for g, _ in pairs), Counter(s for _, s in pairs)
    n = len(pairs)
    p = sum(k * k / said[s] for (_, s), k in joint.items()) / n
    r = sum(k * k / gold[g] for (g, _), k in joint.items()) / n
    return 2 * p * r / (p + r), p, r


def agreement():
    first, again = labels("stories.jsonl"), labels("stories_again.jsonl")
    ids = [i for i in again if i in first]
    table = Counter((first[a] == first[b], again[a] == again[b]) for a, b in combinations(ids, 2))
    n = sum(table.values())
    agreed = (table[True, True] + table[False, False]) / n
    one, two = (table[True, True] + table[True, False]) / n, (table[True, True] + table[False, True]) / n
    chance = one * two + (1 - one) * (1 - two)
    print("%d articles labelled twice: %d pairs; the same story both times %d, once only %d" % (
        len(ids), n, table[True, True], table[True, False] + table[False, True]))
    print("agreement %.4f, kappa %.3f, B-cubed F1 of one against the other %.3f" % (
        agreed, (agreed - chance) / (1 - chance), b_cubed([(first[i], again[i]) for i in ids])[0]))


def day(x):
    return datetime.date.fromisoformat(x["published"][:10]) if x.get("published") else None


def score(a):
    gold = labels("stories.jsonl")
    rows = read(a.articles) + [x for path in a.extra for x in read(path)]
    rows.sort(key=lambda x: (x.get("published") or "", hashlib.sha1(("order" + x["id"]).encode()).hexdigest()))
    requests = [{"id": "a%d" % i, **{k: x[k] for k in ("url", "source", "published", "lang", "title", "text") if x.get(k)}}
                for i, x in enumerate(rows)]
    if a.weights:
        requests[0]["weights"] = os.path.abspath(a.weights)
    out = subprocess.run([os.path.abspath(a.bin), "stories", "--batch"], input="".join(json.dumps(r) + "\n" for r in requests).encode(),
                         stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    said = {x["id"]: json.loads(line)["story"] for x, line in zip(rows, out)}
    groups = defaultdict(list)
    for x in rows:
        groups[said[x["id"]]].append(x)
    f, p, r = b_cubed([(gold[i], said[i]) for i in gold if i in said])
    print("labelled articles %d: B-cubed F1 %.4f, P %.3f R %.3f" % (len(gold), f, p, r))
    biggest = sorted(groups, key=lambda k: (-len(groups[k]), k))[:a.biggest]
    belong = looked = 0
    for k in biggest:
        seen = Counter(gold[x["id"]] for x in groups[k] if x["id"] in gold)
        if sum(seen.values()) > 1:
            looked += sum(seen.values())
            belong += max(seen.values())
    print("%d biggest stories, %s articles: %d of %d labelled members belong (%.3f)" % (
        a.biggest, ", ".join(str(len(groups[k])) for k in biggest[:10]) + " ...", belong, looked, belong / max(1, looked)))
    stories = defaultdict(list)
    for i in gold:
        if i in said:
            stories[gold[i]].append(said[i])
    long = [v for v in stories.values() if len(v) >= 6]
    print("%d labelled stories of six or more: %.3f of their articles stand together" % (
        len(long), sum(max(Counter(v).values()) for v in long) / sum(map(len, long))))
    spans = [(max(d) - min(d)).days for d in ([day(x) for x in v if day(x)] for v in groups.values()) if d]
    print("longest story %d days; in stories of two or more %.1f %% of the articles" % (
        max(spans), 100 * sum(len(v) for v in groups.values() if len(v) > 1) / len(rows)))
    for k in biggest if a.show else []:
        print("\n%d articles" % len(groups[k]))
        for x in groups[k]:
            print("  %s %s" % ((x.get("published") or "")[:10], " ".join(x["title"].split())[:100]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=["agreement", "score"])
    p.add_argument("--bin")
    p.add_argument("--articles")
    p.add_argument("--extra", action="append", default=[], help="more articles for the same stream")
    p.add_argument("--weights")
    p.add_argument("--biggest", type=int, default=50)
    p.add_argument("--show", action="store_true", help="print the biggest stories' titles and dates")
    a = p.parse_args()
    if a.what == "agreement":
        return agreement()
    if not a.bin or not a.articles:
        p.error("score needs --bin and --articles")
    return score(a)


if __name__ == "__main__":
    sys.exit(main())
