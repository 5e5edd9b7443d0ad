"""Ventilator: hands out tasks as soon as there are enough workers.

usage: ventilator.py ENDPOINT SINK COUNT MILLISECONDS

Binds a PUSH socket to ENDPOINT and connects another one to SINK. At a line of input it tells the sink that the batch
begins, and sends COUNT tasks of MILLISECONDS each.
"""

import signal
import sys

import zmq

endpoint, target, count, milliseconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
workers = context.socket(zmq.PUSH)
workers.bind(endpoint)
sink = context.socket(zmq.PUSH)
monitor = sink.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED)
sink.connect(target)
print("ready", flush=True)
input()
monitor.recv_multipart()  # no result may overtake the beginning
sink.disable_monitor()
monitor.close(0)
sink.send(b"0")
for _ in range(count):
    workers.send_string(milliseconds)
for socket in (workers, sink):
    socket.close(10000)
context.term()
print("done", flush=True)
