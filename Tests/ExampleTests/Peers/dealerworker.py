"""Worker that a ROUTER knows by name: a DEALER that takes tasks as they come.

usage: dealerworker.py ENDPOINT NAME

Says hello, and prints "received" and a number at "END".
"""

import signal
import sys

import zmq

signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
worker = context.socket(zmq.DEALER)
worker.identity = sys.argv[2].encode()
worker.connect(sys.argv[1])
worker.send(b"ready")
received = 0
while worker.recv() != b"END":
    received += 1
print("received", received, flush=True)
