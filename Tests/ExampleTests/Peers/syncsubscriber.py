"""Synchronised subscriber: reports to the publisher, then counts updates until "END".

usage: syncsubscriber.py UPDATES REPORTS

Connects a SUB socket to UPDATES and a REQ socket to REPORTS.
"""

import signal
import sys

import zmq

signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
subscriber = context.socket(zmq.SUB)
subscriber.subscribe("")
subscriber.connect(sys.argv[1])
reporter = context.socket(zmq.REQ)
reporter.connect(sys.argv[2])
reporter.send(b"")
reporter.recv()
count = 0
while subscriber.recv() != b"END":
    count += 1
print("received", count, "updates", flush=True)
