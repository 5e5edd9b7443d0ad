"""Sink of a pipeline: counts results, and may tell the workers to end.

usage: sink.py ENDPOINT COUNT [CONTROL]

Binds a PULL socket to ENDPOINT and, when CONTROL is given, a PUB socket to that. The first message begins the batch;
after COUNT more it prints "done" with what the results were, each once, and publishes "KILL".
"""

import signal
import sys
import time

import zmq

signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
results = context.socket(zmq.PULL)
results.bind(sys.argv[1])
control = context.socket(zmq.PUB)
if len(sys.argv) > 3:
    control.bind(sys.argv[3])
print("begin", results.recv().decode(), flush=True)
seen = [results.recv().decode() for _ in range(int(sys.argv[2]))]
print("done", len(seen), *sorted(set(seen)), flush=True)
control.send(b"KILL")
time.sleep(0.5)  # whatever libzmq still has to send
