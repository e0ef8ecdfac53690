#!/usr/bin/env python3
"""How long "my news" takes where many follow much: rows as they would be, written beside a copy of an archive, and the
page asked for over HTTP as different readers, one after the other; then all of it marked as read and unread again, by
readers who had read 50,000 articles one by one before.

    bench/my_news.py BINARY DATA [ACCOUNTS [FOLLOWS]]     default 10000 accounts with 200 follows each

DATA is copied and not changed. Figures in docs/benchmarks.md."""
import hashlib, http.client, os, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time

binary, data = sys.argv[1:3]
accounts = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
follows = int(sys.argv[4]) if len(sys.argv) > 4 else 200
asked = 500
markers = 20
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def text_of(number):  # as an id is written in addresses: 13 letters of base32, the highest bits first
    number &= (1 << 64) - 1
    letters = ""
    for _ in range(13):
        letters = ALPHABET[number & 31] + letters
        number >>= 5
    return letters


site = None
folder = tempfile.mkdtemp(prefix="octavo-bench-")
try:
    shutil.copytree(data, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("octavo.lock", "*.sock"))
    environment = dict(os.environ, OCTAVO_FOLLOW_CATALOGUE="false")
    # Its first start brings an older archive up to date.
    site = subprocess.Popen([binary, "serve", "--port", "0", "--data", folder], env=environment, stdout=subprocess.PIPE, text=True)
    port = next(int(line.rsplit(":", 1)[1].strip("/\n")) for line in site.stdout if line.startswith("The site"))
    rows = sqlite3.connect(os.path.join(folder, "octavo.db"))
    rows.execute("PRAGMA synchronous=OFF")
    places = [f"src/{domain}" for (domain,) in rows.execute("SELECT domain FROM sources")]
    places += [f"t/{text_of(tag)}" for (tag,) in rows.execute("SELECT id FROM tags LIMIT 2000")]
    places += [f"s/{text_of(story)}" for (story,) in rows.execute("SELECT DISTINCT story FROM articles WHERE story <> 0 LIMIT 2000")]
    places += [f"c/{name}" for name in ("world", "politics", "business", "technology", "science", "health", "sports")]
    print(f"{len(places)} listings to follow; {accounts} accounts with {min(follows, len(places))} each", flush=True)
    lot = random.Random(1)
    now = int(time.time() * 1000)
    secrets = []
    for account in range(1, accounts + 1):
        rows.execute("INSERT INTO accounts (id, name, name_key, role, password, made) VALUES (?, ?, ?, 0, '', ?)",
                     (account, f"Reader {account}", f"reader{account}", now))
        chosen = lot.sample(places, min(follows, len(places)))
        rows.executemany("INSERT INTO follows (account, place, language, title, made) VALUES (?, ?, 'en', ?, ?)", [(account, place, place, now) for place in chosen])
        if account <= asked:
            secret = f"{account:064x}"
            secrets.append(secret)
            rows.execute("INSERT INTO logins (secret, account, number, made, used, device) VALUES (?, ?, ?, ?, ?, '')",
                         (hashlib.blake2b(secret.encode(), digest_size=32).hexdigest(), account, account, now, now))
    read = [(account, account * 100_000 + n, now) for account in range(1, markers + 1) for n in range(50_000)]
    rows.executemany("INSERT INTO reads (account, article, state, made) VALUES (?, ?, 1, ?)", read)
    rows.commit()
    rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what was written here in one go is nobody's first commit to carry over
    rows.close()
    wire = http.client.HTTPConnection("localhost", port)

    def ask_for(place, said):
        took, sizes = [], []
        for secret in [secrets[0]] * 5 + secrets:
            began = time.perf_counter()
            wire.request("GET", place, headers={"Cookie": f"octavo-sid={secret}"})
            answer = wire.getresponse()
            body = answer.read()
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != 200 or b"class=\"row" not in body:
                sys.exit(f"no page of news: {answer.status}")
            sizes.append(len(body))
        took = sorted(took[5:])
        print(f"{said}: median {took[len(took) // 2]:.1f} ms, p99 {took[int(len(took) * 0.99)]:.1f} ms, "
              f"most {took[-1]:.1f} ms over {len(took)} readers; {sum(sizes) // len(sizes) // 1000} KB a page", flush=True)

    ask_for("/en-us/my", "/my")
    ask_for("/en-us/my/for-you", "/my/for-you")
    rows = sqlite3.connect(os.path.join(folder, "octavo.db"), timeout=60)
    words = ["president", "-football minister", "climate", "source:bbc.co.uk", "\"last week\"", "police", "bank", "market",
             "category:sports -cup", "school", "war", "trump", "lang:de euro", "tag:Europe", "storm", "court", "film",
             "music", "energy", "oil", "doctor", "travel", "royal", "tax", "train", "chess", "wine", "moon", "robot", "tea"]
    for account in range(1, asked + 1):
        rows.executemany("INSERT INTO rules (account, number, query, deed, made, since, done) VALUES (?, ?, ?, ?, ?, 0, 0)",
                         [(account, n + 1, word, 1, now) for n, word in enumerate(words)])
    rows.commit()
    rows.close()
    ask_for("/en-us/my", f"/my with {len(words)} rules")

    def press(secret, token, fields):
        began = time.perf_counter()
        wire.request("POST", "/en-us/my", body=f"token={token}&{fields}", headers={
            "Cookie": f"octavo-sid={secret}", "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin"})
        answer = wire.getresponse()
        answer.read()
        if answer.status != 303:
            sys.exit(f"{fields}: {answer.status}")
        return (time.perf_counter() - began) * 1000, answer.getheader("Location")

    both = []
    for secret in secrets[:markers]:
        wire.request("GET", "/en-us/my", headers={"Cookie": f"octavo-sid={secret}"})
        body = wire.getresponse().read().decode()
        token = re.search(r'name="token" value="([^"]+)"', body).group(1)
        upto = re.search(r'name="upto" value="([^"]+)"', body).group(1)
        marked, place = press(secret, token, f"do=read_all&upto={upto}")
        undone, _ = press(secret, token, "do=undo&what=" + re.search(r"undo=(\d+)", place).group(1))
        both.append(marked + undone)
    both.sort()
    print(f"all marked as read, and back: median {both[len(both) // 2]:.1f} ms, most {both[-1]:.1f} ms over {markers} readers")
finally:
    if site:
        site.send_signal(signal.SIGTERM)
        site.wait(20)
    shutil.rmtree(folder, ignore_errors=True)
