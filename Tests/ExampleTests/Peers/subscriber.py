"""Subscriber: prints what it receives, the frames separated by "|", and ends.

usage: subscriber.py ENDPOINT TOPIC COUNT

Connects a SUB socket to ENDPOINT and subscribes to TOPIC. Prints "done" after COUNT messages.
"""

import signal
import sys

import zmq

endpoint, topic, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
signal.alarm(120)  # never outlive a test that crashed
socket = zmq.Context().socket(zmq.SUB)
socket.connect(endpoint)
socket.subscribe(topic)
for _ in range(count):
    print("received", b"|".join(socket.recv_multipart()).decode(), flush=True)
print("done", flush=True)
