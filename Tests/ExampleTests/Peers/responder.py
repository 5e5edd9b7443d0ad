"""Server or worker: answers "World" to each request.

usage: responder.py bind|connect ENDPOINT

Prints one "received" line per request. Runs until it is killed.
"""

import signal
import sys

import zmq

direction, endpoint = sys.argv[1:3]
signal.alarm(120)  # never outlive a test that crashed
socket = zmq.Context().socket(zmq.REP)
getattr(socket, direction)(endpoint)
while True:
    print("received", socket.recv_string(), flush=True)
    socket.send_string("World")
