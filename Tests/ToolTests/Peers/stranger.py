"""A server that is no fitting ZeroMQ peer.

usage: stranger.py KIND

Listens at a free port, prints "port" and its number, and serves everyone who connects as KIND says, until it is
killed.
"""

import signal
import socket
import sys
import threading

SIGNATURE = b"\xff" + b"\x00" * 7 + b"\x01\x7f"


def greeting(mechanism):
    return SIGNATURE + b"\x03\x01" + mechanism.ljust(20, b"\x00") + b"\x00" * 32


def command(name, data):
    body = bytes([len(name)]) + name + data
    return b"\x04" + bytes([len(body)]) + body


FIRST_WORDS = {
    "http": b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
    "ssh": b"SSH-2.0-Example_1.0\r\n",
    "tls": b"\x15\x03\x03\x00\x02\x02\x46",
    "garbage": b"welcome to the machine\r\n",
    "zmtp1": b"\x01\x00",
    "silent": b"",
    "closing": b"",
    "curve": greeting(b"CURVE"),
    "plain": greeting(b"PLAIN"),
    "stalled": greeting(b"NULL"),
    "error": greeting(b"NULL") + command(b"ERROR", b"\x07Go away"),
    # A REP without an identity, ZMTP 2.0.
    "zmtp2": SIGNATURE + b"\x01\x04" + b"\x00\x00",
}


def serve(connection, kind):
    if FIRST_WORDS[kind]:
        connection.sendall(FIRST_WORDS[kind])
    if kind == "closing":
        connection.recv(4096)
        connection.close()
        return
    # What is left unread would reset the connection, and what was sent might be lost.
    while connection.recv(4096):
        pass
    connection.close()


def main():
    kind = sys.argv[1]
    signal.alarm(60)  # never outlive a test that crashed
    listener = socket.create_server(("127.0.0.1", 0))
    print("port", listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, kind), daemon=True).start()


main()
