"""Hello World server: answers "World" to each request.

usage: hwserver.py ENDPOINT COUNT

Binds a REP socket to ENDPOINT (its port may be *), prints "ready" with the endpoint that came of it, then one
"received" line per request, and "done" after COUNT requests.
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
    socket = context.socket(zmq.REP)
    socket.linger = 2000
    socket.bind(endpoint)
    say("ready", socket.getsockopt_string(zmq.LAST_ENDPOINT).rstrip("\0"))
    for _ in range(count):
        say("received", socket.recv_string())
        socket.send_string("World")
    socket.close()
    context.term()
    say("done")


main()
