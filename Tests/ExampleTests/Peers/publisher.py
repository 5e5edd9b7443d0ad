"""Publisher: says the same things again and again, with a short pause between the rounds.

usage: publisher.py ENDPOINT MESSAGE...

Binds a PUB socket to ENDPOINT. The frames of a MESSAGE are separated by "|". Runs until it is killed.
"""

import signal
import sys
import time

import zmq

signal.alarm(120)  # never outlive a test that crashed
socket = zmq.Context().socket(zmq.PUB)
socket.bind(sys.argv[1])
messages = [text.encode().split(b"|") for text in sys.argv[2:]]
while True:
    for message in messages:
        socket.send_multipart(message)
    time.sleep(0.001)
