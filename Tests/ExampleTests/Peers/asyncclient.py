"""Client of the asynchronous server: a DEALER that sends COUNT requests at once, "NAME 1" and so on.

usage: asyncclient.py ENDPOINT NAME COUNT

Prints one "reply" line per reply, until it is killed.
"""

import signal
import sys

import zmq

signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
client = context.socket(zmq.DEALER)
client.connect(sys.argv[1])
for number in range(int(sys.argv[3])):
    client.send_string("%s %d" % (sys.argv[2], number + 1))
while True:
    print("reply", client.recv().decode(), flush=True)
