#!/usr/bin/env python3
"""Makes data/language.model: which runs of letters and which words tell a language, from texts/ (see language_texts.py).

    scripts/train_language.py texts --out data/language.model

Idea: naive Bayes over the runs of one to five letters of a word (its ends marked) and over whole words. How often a run occurs
in a language is the mean of how often it does in running text (which knows the common words) and in the list of words (which
knows the vocabulary of the world). A weight is log((p + floor) / floor), so that what was never seen says nothing. Each language
keeps the runs that tell it best from the others of its script; scripts of one language need none. `data/language_words.txt`,
written for this project, sets words that tell close languages apart. The format is told in src/text/letter_runs.cpp.
"""
import argparse, collections, math, multiprocessing, pathlib, random, re, struct, unicodedata, zlib

# Languages by script: only within a script is there anything to decide.
SCRIPTS = {
    "latin": "af az bs br ca cs cy da de en eo es et eu fi fil fo fr fy ga gd gl ha hr ht hu id ig is it jv ku la lb lg ln lt lv mg mi "
             "ms mt nb nl nn nso ny oc om pl pt ro rw sk sl sn so sq sr ss st su sv sw tk tn tr ts uz vi wo xh yo zu".split(),
    "cyrillic": "be bg kk ky mk mn ru sr tg tt uk".split(),
    "arabic": "ar fa ps sd ug ur".split(),
    "devanagari": "hi mr ne".split(),
    "bengali": "as bn".split(),
    "hebrew": "he yi".split(),
    "ethiopic": "am ti".split(),
    "tibetan": "bo dz".split(),
}
ORDERS = (0, 1, 2, 3, 4, 5)  # 0: whole words
FLOOR = 1e-7
SCALE = 16
TEXT_SHARE = 0.5
KEPT = {0: 2600, 1: 120, 2: 1000, 3: 2600, 4: 3400, 5: 2600}  # runs a language may keep for itself
KEPT_AT_ALL = 1500  # rows of the table a language may keep for itself, of all orders
# Close languages keep as many rows again that tell them from the nearest of their kin.
CLOSE = ["id ms", "bs hr sr", "da nb nn", "sv nb", "cs sk", "pt gl es", "ca es oc", "ru uk be", "bg mk sr", "xh zu", "hi mr ne", "tr az tk"]
KEPT_IF_CLOSE = 1500
LEAST = 32  # weights under this are not worth their two bytes
LONGEST_WORD = 20

TO_LATIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š".split()))
TO_LATIN |= {"љ": "lj", "њ": "nj", "џ": "dž"}


def tokens(text):
    """The words: letters and marks in lower case; an apostrophe ends one and stays with it."""
    word = []
    for c in text.lower():
        if c in "\u200c\u0640\u0307":
            continue
        if c.isalpha() or unicodedata.category(c)[0] == "M":
            word.append(c)
        elif word:
            if c in "'\u2019":
                word.append("'")
            yield "".join(word)
            word = []
    if word:
        yield "".join(word)


def runs(word):
    """(order, key) of a word: CRC-32 of the bytes of the run, of "=" and the word for the whole."""
    whole = "_" + word + "_"
    size = len(whole)
    for order in range(1, 6):
        for at in range(size - order + 1):
            piece = whole[at:at + order]
            if piece != "_":
                yield order, piece
    if len(word) <= LONGEST_WORD:
        yield 0, "=" + word


def shares(counter):
    counts = {order: collections.Counter() for order in ORDERS}
    for word, n in counter.items():
        if len(word) <= 40:
            for order, piece in runs(word):
                counts[order][piece] += n
    return counts, {order: sum(c.values()) for order, c in counts.items()}


def language(folder, name):
    """How often each word stands in the running text and in the list; the size of the text."""
    text, listed = collections.Counter(), collections.Counter()
    path = folder / f"{name}.txt"
    body = path.read_text("utf8")[:1_500_000] if path.exists() else ""
    text.update(tokens(body))
    path = folder / f"{name}.words"
    words = path.read_text("utf8").split("\n") if path.exists() else []
    random.Random(1).shuffle(words)
    for word in words[:50_000]:
        listed.update(tokens(word))
    return text, listed, len(body)


def in_latin(words):
    """Serbian in its other alphabet, letter by letter. Latin names in the text meet their Cyrillic kin: counts add up."""
    out = collections.Counter()
    for word, n in words.items():
        out["".join(TO_LATIN.get(c, c) for c in word)] += n
    return out


def model_of(folder, script, name):
    """piece -> probability, by order"""
    text, listed, size = language(folder, name)
    if (script, name) == ("latin", "sr"):
        text, listed = in_latin(text), in_latin(listed)
    in_text, all_text = shares(text)
    in_list, all_list = shares(listed)
    share = TEXT_SHARE if all_list[3] > 10_000 else 1.0
    if share < 1 and size < 30_000:
        share *= 0.6
    out = {}
    for order in ORDERS:
        found = {}
        for counts, total, part in ((in_text[order], all_text[order], share), (in_list[order], all_list[order], 1 - share)):
            if total and part:
                for piece, n in counts.items():
                    found[piece] = found.get(piece, 0) + part * n / total
        # what is too rare to be kept later is left behind here
        out[order] = dict(collections.Counter(found).most_common(12 * KEPT[order]))
    return out


def told_apart(path):
    """Lines "id ms: word word": words of the first language. Those that an other's own line has too tell nothing of it."""
    lists = {}
    for line in path.read_text("utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            head, words = line.split(":")
            mine, *others = head.split()
            lists[mine] = (others, set(words.split()))
    for mine, (others, words) in lists.items():
        for word in sorted(words):
            yield mine, [other for other in others if word not in lists.get(other, ((), ()))[1]], "=" + word


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("texts", type=pathlib.Path)
    options.add_argument("--out", type=pathlib.Path, default="data/language.model")
    options.add_argument("--words", type=pathlib.Path, default="data/language_words.txt")
    options = options.parse_args()
    names, table = [], {}
    for script, members in SCRIPTS.items():
        seen = {order: collections.defaultdict(dict) for order in ORDERS}
        first = len(names)
        names += members
        with multiprocessing.Pool(2) as pool:
            made = list(enumerate(pool.starmap(model_of, [(options.texts, script, name) for name in members], 1), first))
        for number, model in made:
            for order, found in model.items():
                for piece, p in found.items():
                    seen[order][piece][number] = p
        weights = {order: {piece: {n: math.log(p / FLOOR + 1) for n, p in row.items()} for piece, row in rows.items()}
                   for order, rows in seen.items()}
        means = {order: {piece: sum(row.values()) / len(made) for piece, row in rows.items()} for order, rows in weights.items()}
        for number, model in made:
            for order, found in model.items():
                mine, mean = weights[order], means[order]
                best = sorted(found, key=lambda piece: -found[piece] * (mine[piece][number] - mean[piece]))[:KEPT[order]]
                for piece in best:
                    table.setdefault(piece, {}).update(mine[piece])
        print(script, len(table), flush=True)
    by_name = {}
    for number, name in enumerate(names):
        by_name.setdefault(name, []).append(number)
    for mine, others, piece in told_apart(options.words):
        row = table.setdefault(piece, {})
        for number in by_name[mine]:
            row[number] = max(row.get(number, 0), 11.0)
        for other in others:
            for number in by_name[other]:
                row[number] = row.get(number, 0) / 2  # half: it is used now and then all the same
    write(options.out, names, prune(names, table, options.words))


def prune(names, table, words):
    """Keeps for each language the KEPT_AT_ALL rows that tell it best, and what data/language_words.txt names."""
    weight = lambda w: min(255, round(w * SCALE))
    script_of, at = [], 0
    for members in SCRIPTS.values():
        script_of += [range(at, at + len(members))] * len(members)
        at += len(members)
    by_language = [[] for _ in names]
    for piece, row in table.items():
        total = sum(weight(w) for w in row.values())
        first = next(iter(row))
        mean = total / len(script_of[first])
        for number, w in row.items():
            p = math.exp(min(255, weight(w)) / SCALE) - 1
            by_language[number].append((p * (weight(w) - mean), piece))
    by_close = []
    for group in (set(group.split()) for group in CLOSE):
        mine = [number for number, name in enumerate(names) if name in group]
        close = {number: [] for number in mine}
        for piece, row in table.items():
            for number in mine:
                if number in row:
                    others = [weight(row.get(n, 0)) for n in script_of[number] if n in close and n != number]
                    if others:
                        w = weight(row[number])
                        close[number].append(((math.exp(w / SCALE) - 1) * (w - max(others)), piece))
        by_close += close.values()
    keep = set(piece for _, _, piece in told_apart(words))
    for rows in by_language:
        rows.sort(reverse=True)
        keep.update(piece for worth, piece in rows[:KEPT_AT_ALL] if worth > 0)
    for rows in by_close:
        rows.sort(reverse=True)
        keep.update(piece for worth, piece in rows[:KEPT_IF_CLOSE] if worth > 0)
    return {piece: row for piece, row in table.items() if piece in keep}


def write(path, names, table):
    buckets = collections.defaultdict(dict)
    for piece, row in table.items():
        row = {n: min(255, round(w * SCALE)) for n, w in row.items()}
        row = {n: w for n, w in row.items() if w >= LEAST}
        if row:
            key = zlib.crc32(piece.encode())
            buckets[key >> 16].setdefault(key & 0xFFFF, row)
    body, starts = bytearray(), []
    for bucket in range(1 << 16):
        starts.append(len(body))
        for tag, row in sorted(buckets.get(bucket, {}).items()):
            body += struct.pack("<HB", tag, len(row))
            for number, weight in sorted(row.items()):
                body += bytes((number, weight))
    starts.append(len(body))
    head = " ".join(names).encode()
    data = b"OLM1" + struct.pack("<II", len(head), SCALE) + head
    data += b"\0" * (-len(data) % 4) + struct.pack(f"<{len(starts)}I", *starts) + bytes(body)
    path.write_bytes(data)
    print(f"{len(names)} languages, {len(table):,} runs, {len(data):,} bytes")


if __name__ == "__main__":
    main()
