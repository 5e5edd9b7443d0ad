"""Binds a PUB socket to the endpoint, prints "ready" and where that is, and stays until it is killed."""

import signal
import sys
import time

import zmq

signal.alarm(60)  # never outlive a test that crashed
socket = zmq.Context().socket(zmq.PUB)
socket.bind(sys.argv[1])
print("ready", socket.getsockopt_string(zmq.LAST_ENDPOINT).rstrip("\0"), flush=True)
while True:
    time.sleep(60)
