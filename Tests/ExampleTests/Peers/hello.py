"""Client of a load-balancing broker: sends "HELLO" COUNT times and prints a "reply" line each time.

usage: hello.py ENDPOINT COUNT
"""

import signal
import sys

import zmq

signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
client = context.socket(zmq.REQ)
client.connect(sys.argv[1])
for _ in range(int(sys.argv[2])):
    client.send(b"HELLO")
    print("reply", client.recv().decode(), flush=True)
