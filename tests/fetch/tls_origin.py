#!/usr/bin/env python3
"""An origin that speaks TLS: HTTP/2 or HTTP/1.1, whichever its caller prefers. For tests; loopback only.

  tls_origin.py CERTIFICATE KEY [PROTOCOL...]     PROTOCOL: h2, http/1.1 (what it offers by ALPN); both by default
                                                  refuse: agrees to h2 and then resets each stream

Prints its port. Every answer's body is the protocol that was agreed upon. Of HTTP/2 (RFC 9113) just what an answer
takes: it does not read the request's headers, and its own are one from the static table.
"""
import socket
import ssl
import sys
import threading




def exactly(stream, count):
    data = b""
    while len(data) < count:
        piece = stream.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


def frame(kind, flags, number, payload=b""):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + number.to_bytes(4, "big") + payload


def http2(stream, refuse):
    exactly(stream, len(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
    stream.sendall(frame(4, 0, 0))  # SETTINGS
    while True:
        head = exactly(stream, 9)
        payload = exactly(stream, int.from_bytes(head[:3], "big"))
        kind, flags, number = head[3], head[4], int.from_bytes(head[5:], "big")
        if kind == 4 and not flags & 1:
            stream.sendall(frame(4, 1, 0))
        elif kind == 6 and not flags & 1:  # PING
            stream.sendall(frame(6, 1, 0, payload))
        elif kind == 1 and refuse:
            stream.sendall(frame(3, 0, number, (2).to_bytes(4, "big")))  # RST_STREAM, INTERNAL_ERROR
        elif kind == 1:  # HEADERS: a request; 0x88 is ":status: 200" (RFC 7541, appendix A)
            stream.sendall(frame(1, 4, number, b"\x88") + frame(0, 1, number, b"h2"))


def http1(stream):
    request = b""
    while not request.endswith(b"\r\n\r\n"):
        request += exactly(stream, 1)
    stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nhttp/1.1")


def serve(raw, context, refuse):
    try:
        with context.wrap_socket(raw, server_side=True) as stream:
            if stream.selected_alpn_protocol() == "h2":
                http2(stream, refuse)
            else:
                http1(stream)
    except (OSError, EOFError):
        pass  # the caller left, or does not trust us


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    refuse = "refuse" in sys.argv[3:]
    context.set_alpn_protocols([p for p in sys.argv[3:] if p != "refuse"] or ["h2", "http/1.1"])
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        raw, _ = listener.accept()
        threading.Thread(target=serve, args=(raw, context, refuse), daemon=True).start()


main()
