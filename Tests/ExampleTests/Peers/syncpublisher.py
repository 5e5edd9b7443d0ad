"""Synchronised publisher: waits for its subscribers, then publishes updates and "END".

usage: syncpublisher.py UPDATES REPORTS SUBSCRIBERS COUNT

Binds a PUB socket to UPDATES and a REP socket to REPORTS.
"""

import signal
import sys

import zmq

updates, reports, subscribers, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
publisher = context.socket(zmq.PUB)
publisher.sndhwm = 0
publisher.bind(updates)
service = context.socket(zmq.REP)
service.bind(reports)
for number in range(subscribers):
    service.recv()
    service.send(b"")
    print("report", number + 1, flush=True)
for _ in range(count):
    publisher.send(b"Rhubarb")
publisher.send(b"END")
for socket in (publisher, service):
    socket.close(60000)
context.term()
print("done", flush=True)
