#!/usr/bin/env python3
"""Makes comments to measure the filter of comments with (bench/comments_bench.cpp): good ones and spam, in six languages.

Nobody wrote them: they are put together by lot from the phrases in bench/comments, so a figure made with them says how
the filter does on such comments, and no more. What they are for is that nothing of what is learnt stands in what is
asked: the parts "train" and "test" have no sentence, news topic, trade, name, address, handle or number form in common;
some of the good ones are hard on purpose (links to sources, money, capitals, a trade of spam spoken about), and so is
some spam (praise with a link behind it, no link at all, a calm tone).

  scripts/comment_corpus.py --part train --each 500 --seed 1 > train.jsonl
  scripts/comment_corpus.py --part test --each 1000 --seed 2 > test.jsonl
Each line: {"language", "spam", "text"}, in mixed order; the same seed gives the same lines.
"""
import argparse
import json
import pathlib
import random

LANGUAGES = ["en", "de", "fr", "es", "ar", "ja"]
PHRASES = pathlib.Path(__file__).resolve().parent.parent / "bench" / "comments"
NAMES = {
    "train": {"ar": ["سليم", "هند", "مروان", "ريما"], "ja": ["高木", "西川", "森下", "村井"],
              "": ["Ines Calder", "Tom Brandt", "Mireille Aubry", "Pablo Ferrer", "J. Whitcombe"]},
    "test": {"ar": ["نادر", "سعاد", "فريد", "لمى"], "ja": ["大野", "石原", "早川", "三浦"],
             "": ["Greta Olsen", "Hugo Marchand", "Lucia Prieto", "Dr. Amsel", "Kwame Boateng"]},
}
SOURCES = {"train": ["https://council.example/minutes/{n}", "https://www.ministry.example/figures.pdf"],
           "test": ["http://audit.example/{year}/report-{n}", "https://courts.example/case?id={n}"]}
SITES = {"train": ["lucky-gold", "slimfast-now", "bestprice24", "easy-cash"],
         "test": ["moon-profits", "lovely-hearts", "papers-pro", "magicdoctor", "all-channels"]}
LINKS = {"train": ["http://{site}.example", "https://{site}.example/?ref={n}", "https://www.{site}.example/bonus"],
         "test": ["https://{site}.example/go/{n}", "http://{site}.example/start", "www.{site}.example"]}
HANDLES = {"train": ["@{word}_official", "{word}77@mail.example"], "test": ["@{word}help", "{word}.office@post.example"]}
WORDS = {"train": ["goldwin", "mrloan", "fitdoc", "writer"], "test": ["coinguru", "drmagic", "unlockr", "diplomat"]}
PHONES = {"train": ["+1 555 01{n2} {n2}{n2}", "+44 7700 90{n2}{n2}"], "test": ["+234 900 {n2}{n2} 0{n2}", "(+49) 155-0{n2}-{n2}{n2}"]}
SMILES = {"train": ["🔥", "💰", "🎰"], "test": ["🚀", "💸", "❤️"]}
MONEY = {"en": "${}", "de": "{} Euro", "fr": "{} euros", "es": "{} euros", "ar": "{} دولار", "ja": "{}ドル"}


def phrases(language):
    out, key = {}, ""
    for line in (PHRASES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            key = line[1:-1]
        elif line:
            out.setdefault(key, []).extend(line.split("|") if key.endswith(("topic", "trade")) else [line])
    return out


def filled(rng, language, part, known, template):
    names = NAMES[part].get(language, NAMES[part][""])
    slots = {
        "topic": rng.choice(known[f"{part} topic"]), "trade": rng.choice(known[f"{part} trade"]), "name": rng.choice(names),
        "n": str(rng.randint(3, 940)), "year": str(rng.randint(1988, 2025)), "pct": f"{rng.randint(4, 300)}%",
        "money": MONEY[language].format(rng.choice([rng.randint(2, 90) * 50, rng.randint(2, 90) * 1000])),
        "word": rng.choice(WORDS[part]), "site": rng.choice(SITES[part]), "n2": str(rng.randint(10, 99)),
    }
    slots["source"] = rng.choice(SOURCES[part]).format(**slots)
    slots["link"] = rng.choice(LINKS[part]).format(**slots)
    slots["handle"] = rng.choice(HANDLES[part]).format(**slots)
    slots["phone"] = rng.choice(PHONES[part]).format(**slots)
    slots["site"] += ".example"
    text = template.format(**slots)
    return text[:1].upper() + text[1:] if template.startswith("{topic}") else text


def good(rng, language, part, known):
    say = lambda key: filled(rng, language, part, known, rng.choice(known[f"{part} {key}"]))
    bodies = rng.sample(known[f"{part} body"], rng.choice([1, 1, 2, 3]))
    said = [filled(rng, language, part, known, one) for one in bodies]
    if rng.random() < 0.5:
        said.insert(0, say("open"))
    if rng.random() < 0.4:
        said.append(say("close"))
    if rng.random() < 0.06:
        said = [say("close")]
    text = joined(rng, language, said)
    if rng.random() < 0.08:
        text = "> " + say("body") + "\n" + text
    return text + (" " + rng.choice(["🙂", "👍", "😟"]) if rng.random() < 0.06 else "")


def spam(rng, language, part, known):
    say = lambda key: filled(rng, language, part, known, rng.choice(known[f"{part} {key}"]))
    said = [say("offer")]
    if rng.random() < 0.6:
        said.insert(0, say("hook"))
    if rng.random() < 0.25:
        said.append(say("offer"))
    if rng.random() < 0.92:
        said.append(say("call"))
    text = joined(rng, language, said)
    if rng.random() < 0.25:
        text = text + " " + "".join(rng.choice(SMILES[part]) for _ in range(rng.randint(1, 3)))
    if rng.random() < 0.05:
        text = text.replace("o", "0").replace("i", "1")
    return text


def joined(rng, language, said):
    return ("\n\n" if rng.random() < 0.15 else "" if language == "ja" else " ").join(said)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", choices=["train", "test"], required=True)
    parser.add_argument("--each", type=int, default=1000, help="good ones, and as many of spam")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(f"{options.part} {options.seed}")
    known = {language: phrases(language) for language in LANGUAGES}
    rows, seen = [], set()
    for is_spam, make in ((False, good), (True, spam)):
        while sum(row["spam"] == is_spam for row in rows[-options.each:]) < options.each:
            language = LANGUAGES[len(rows) % len(LANGUAGES)]
            text = make(rng, language, options.part, known[language])
            if text not in seen:
                seen.add(text)
                rows.append({"language": language, "spam": is_spam, "text": text})
    rng.shuffle(rows)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
