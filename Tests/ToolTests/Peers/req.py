"""Connects a REQ socket to the endpoint, sends the other arguments as requests, and prints the replies."""

import signal
import sys

import zmq

signal.alarm(60)  # never outlive a test that crashed
socket = zmq.Context().socket(zmq.REQ)
socket.linger = 0
socket.connect(sys.argv[1])
for text in sys.argv[2:]:
    socket.send_string(text)
    print(socket.recv_string(), flush=True)
