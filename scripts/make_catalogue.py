#!/usr/bin/env python3
"""Makes data/catalogue.csv, the starter catalogue, from a research table of public feeds.

    scripts/make_catalogue.py FEEDS.csv > data/catalogue.csv

The input has the columns name, home, feed, country, language, kind and any others (which lists named the feed, when);
only those six facts are kept. Rows are sorted, so that a new table gives a small difference. Fails, saying where, on a
row that could not be followed: an address that is not http(s), a country or language code out of form, an address
twice.
"""
import csv
import re
import sys
from urllib.parse import urlsplit

COLUMNS = ["name", "home", "feed", "country", "language", "kind"]
KINDS = {
    "general", "world", "politics", "business", "technology", "science", "health", "sports", "entertainment",
    "culture", "environment", "local", "wire", "public_broadcaster",
}


def fault(row):
    """What is wrong with a row, or None."""
    if not row["name"].strip():
        return "no name"
    for column in ("home", "feed"):
        parts = urlsplit(row[column])
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return f"{column} is no web address: {row[column]!r}"
    if not re.fullmatch(r"[A-Z]{2}|INT", row["country"]):
        return f"country {row['country']!r} is neither ISO 3166-1 alpha-2 nor INT"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", row["language"]):
        return f"language {row['language']!r} is not BCP 47"
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is not one of {', '.join(sorted(KINDS))}"
    return None


def main(path):
    seen, rows = {}, []
    with open(path, encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), start=2):
            row = {column: (row.get(column) or "").strip() for column in COLUMNS}
            wrong = fault(row)
            key = re.sub(r"^https?://(www\.)?", "", row["feed"]).rstrip("/")
            if not wrong and key in seen:
                wrong = f"the same feed as line {seen[key]}"
            if wrong:
                sys.exit(f"{path}:{number}: {wrong}")
            seen[key] = number
            rows.append(row)
    rows.sort(key=lambda row: (row["country"], row["language"], row["name"].casefold(), row["feed"]))
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
