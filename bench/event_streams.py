#!/usr/bin/env python3
"""What open event streams cost: memory of the server for each, and how long a page takes beside them.

    bench/event_streams.py BINARY DATA [STREAMS]
"""
import http.client
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time

binary, data, count = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5000
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4 * count + 1000), hard))


def memory(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) * 1024


def page_times(port, times=2000):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        connection.request("GET", "/en-gb")
        connection.getresponse().read()
        taken.append(time.perf_counter() - begun)
    taken.sort()
    return taken[len(taken) // 2] * 1000, taken[int(len(taken) * 0.99)] * 1000


with tempfile.NamedTemporaryFile() as log:
    server = subprocess.Popen([binary, "serve", "--port", "0", "--data", data], stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        port = None
        for line in server.stdout:
            if found := re.search(r"The site: .*:(\d+)", line):
                port = int(found.group(1))
                break
        page_times(port, 200)
        alone = page_times(port)
        before = memory(server.pid)
        streams = []
        for _ in range(count):
            stream = socket.create_connection(("127.0.0.1", port))
            stream.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            streams.append(stream)
        heard = sum(b"text/event-stream" in stream.recv(4096) for stream in streams)
        after = memory(server.pid)
        beside = page_times(port)
        print(f"{heard} streams: {(after - before) / max(1, heard) / 1024:.1f} KB each")
        print(f"a page alone {alone[0]:.2f} ms, p99 {alone[1]:.2f}; beside them {beside[0]:.2f} ms, p99 {beside[1]:.2f}")
    finally:
        server.terminate()
        server.wait(10)
