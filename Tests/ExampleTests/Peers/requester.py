"""Client: sends "Hello" and waits for the answer, again and again.

usage: requester.py ENDPOINT COUNT

Connects a REQ socket to ENDPOINT and prints one "received" line per reply and "done" after COUNT replies.
"""

import signal
import sys

import zmq

endpoint, count = sys.argv[1], int(sys.argv[2])
signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
socket = context.socket(zmq.REQ)
socket.linger = 0
socket.connect(endpoint)
for _ in range(count):
    socket.send_string("Hello")
    print("received", socket.recv_string(), flush=True)
socket.close()
context.term()
print("done", flush=True)
