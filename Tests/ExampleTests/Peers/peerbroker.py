"""Broker that peers of it see as one with many free workers: for peering3.

usage: peerbroker.py NAME PEER

Publishes a capacity of 50 several times a second, sends each task back that PEER has for it, and prints one "task" line
per task. Prints one "state" line per state of PEER.
"""

import signal
import sys
import time

import zmq

signal.alarm(180)  # never outlive a test that crashed
name, peer = sys.argv[1], sys.argv[2]
context = zmq.Context()
cloudfe = context.socket(zmq.ROUTER)
cloudfe.identity = name.encode()
cloudfe.bind("ipc://%s-cloud.ipc" % name)
statebe = context.socket(zmq.PUB)
statebe.bind("ipc://%s-state.ipc" % name)
statefe = context.socket(zmq.SUB)
statefe.subscribe("")
statefe.connect("ipc://%s-state.ipc" % peer)
poller = zmq.Poller()
poller.register(cloudfe, zmq.POLLIN)
poller.register(statefe, zmq.POLLIN)
due = time.monotonic()
while True:
    if time.monotonic() >= due:
        statebe.send_multipart([name.encode(), b"50"])
        due = time.monotonic() + 0.2
    ready = dict(poller.poll(100))
    if cloudfe in ready:
        frames = cloudfe.recv_multipart()
        print("task", frames[-1].decode(), flush=True)
        cloudfe.send_multipart(frames)
    if statefe in ready:
        print("state", *[frame.decode() for frame in statefe.recv_multipart()], flush=True)
