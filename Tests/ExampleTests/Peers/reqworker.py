"""Worker at a load-balancing ROUTER: a REQ that asks for work.

usage: reqworker.py ENDPOINT GREETING

Sends GREETING, prints "ready", then one "task" line per task. A task in an envelope is answered with "OK" in the same
envelope; one without is answered with GREETING. Ends with "completed" and a number at "END".
"""

import signal
import sys

import zmq

signal.alarm(120)  # never outlive a test that crashed
endpoint, greeting = sys.argv[1], sys.argv[2].encode()
context = zmq.Context()
worker = context.socket(zmq.REQ)
worker.connect(endpoint)
worker.send(greeting)
print("ready", flush=True)
completed = 0
while True:
    frames = worker.recv_multipart()
    if frames == [b"END"]:
        break
    completed += 1
    print("task", frames[-1].decode(), flush=True)
    worker.send_multipart(frames[:-1] + [b"OK"] if len(frames) > 1 else [greeting])
print("completed", completed, flush=True)
