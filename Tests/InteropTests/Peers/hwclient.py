"""Hello World client: sends "Hello" and waits for the answer, again and again.

usage: hwclient.py ENDPOINT COUNT

Connects a REQ socket to ENDPOINT, prints "ready", then one "received" line per reply, and "done" after COUNT
replies. Exits with status 1 when a reply does not come within 10 seconds.
"""

import signal
import sys

import zmq


def say(*words):
    print(*words, flush=True)


def main():
    endpoint, count = sys.argv[1], int(sys.argv[2])
    signal.alarm(60)  # never outlive a test that crashed
    context = zmq.Context()
    socket = context.socket(zmq.REQ)
    socket.linger = 0
    socket.rcvtimeo = 10000
    socket.connect(endpoint)
    say("ready", endpoint)
    for _ in range(count):
        socket.send_string("Hello")
        say("received", socket.recv_string())
    socket.close()
    context.term()
    say("done")


main()
