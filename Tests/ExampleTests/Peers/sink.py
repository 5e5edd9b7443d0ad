"""Sink of a pipeline: counts results, and may tell the workers to end.

usage: sink.py ENDPOINT COUNT [CONTROL]

Binds a PULL socket to ENDPOINT and, when CONTROL is given, a PUB socket to that. The message "0" begins the batch;
after COUNT others it prints "done" with what the results were, each once, and publishes "KILL".
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
begun, seen = False, []
while not begun or len(seen) < int(sys.argv[2]):
    text = results.recv().decode()
    if text == "0" and not begun:
        # It comes by another connection than the results, perhaps after the first of them.
        begun = True
        print("begin", text, flush=True)
    else:
        seen.append(text)
print("done", len(seen), *sorted(set(seen)), flush=True)
control.send(b"KILL")
time.sleep(0.5)  # whatever libzmq still has to send
