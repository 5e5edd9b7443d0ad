"""Binds a REP socket to the endpoint, prints "ready" and where that is, and answers "World" until it is killed."""

import signal
import sys

import zmq

signal.alarm(60)  # never outlive a test that crashed
socket = zmq.Context().socket(zmq.REP)
socket.bind(sys.argv[1])
print("ready", socket.getsockopt_string(zmq.LAST_ENDPOINT).rstrip("\0"), flush=True)
while True:
    socket.recv()
    socket.send_string("World")
