#!/usr/bin/env python3
"""Whether the time of a refused sign-in tells if a name is known: wrong passwords for known and for unknown names in turn,
over HTTP, medians beside each other (goal: within 5 %).

    bench/login_timing.py BINARY [TRIES]       default 1000 of each; takes TRIES * .5 s"""
import http.client, os, random, signal, sqlite3, statistics, subprocess, sys, tempfile, time, shutil, urllib.parse

binary = sys.argv[1]
tries = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
folder = tempfile.mkdtemp(prefix="octavo-bench-")
site = None
try:
    environment = dict(os.environ, OCTAVO_FOLLOW_CATALOGUE="false", OCTAVO_ACCOUNTS_SIGN_UP="open", OCTAVO_SITE_SEARCHES_A_MINUTE="0")
    site = subprocess.Popen([binary, "serve", "--port", "0", "--data", folder], env=environment, stdout=subprocess.PIPE, text=True)
    port = next(int(line.rsplit(":", 1)[1].strip("/\n")) for line in site.stdout if line.startswith("The site"))
    wire = http.client.HTTPConnection("localhost", port)

    def send(place, **form):
        began = time.perf_counter()
        wire.request("POST", f"/en-gb/{place}", urllib.parse.urlencode(form),
                     {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        answer = wire.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - began

    # One hash serves all: what is timed is the look at it. A name bears four tries before it has to wait.
    status, _ = send("sign-up", name="Known 0", password="correct horse battery")
    if status != 303:
        sys.exit(f"no account: {status}")
    rows = sqlite3.connect(os.path.join(folder, "octavo.db"))
    (hashed,) = rows.execute("SELECT password FROM accounts").fetchone()
    for i in range(1, tries // 4 + 1):
        rows.execute("INSERT INTO accounts (id, name, name_key, role, password, made) VALUES (?, ?, ?, 0, ?, 0)",
                     (i, f"Known {i}", f"known{i}", hashed))
    rows.commit()
    rows.close()
    took = {"Known": [], "Other": []}
    lot = random.Random(1)
    for i in range(tries):
        for who in lot.sample(list(took), 2):
            status, seconds = send("sign-in", name=f"{who} {1 + i // 4}", password="not this one at all")
            if status != 422:
                sys.exit(f"{who} {1 + i // 4}: {status}")
            took[who].append(seconds * 1000)
    known, other = (statistics.median(took[who]) for who in took)
    print(f"known {known:.1f} ms, unknown {other:.1f} ms: {100 * (known / other - 1):+.1f} % over {tries} tries of each")
finally:
    if site:
        site.send_signal(signal.SIGTERM)
        site.wait(20)
    shutil.rmtree(folder, ignore_errors=True)
