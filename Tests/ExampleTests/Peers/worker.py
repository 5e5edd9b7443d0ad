"""Worker of a pipeline: passes each task on to the sink at once.

usage: worker.py VENTILATOR SINK [CONTROL]

Prints one "task" line per task. Ends with "killed" when something is published at CONTROL; without it, runs until it
is killed.
"""

import signal
import sys

import zmq

signal.alarm(120)  # never outlive a test that crashed
context = zmq.Context()
tasks = context.socket(zmq.PULL)
results = context.socket(zmq.PUSH)
control = context.socket(zmq.SUB)
control.subscribe("")
if len(sys.argv) > 3:
    # Listen first: who has a task does not miss the end.
    monitor = control.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED)
    control.connect(sys.argv[3])
    monitor.recv_multipart()
    control.disable_monitor()
    monitor.close(0)
results.connect(sys.argv[2])
tasks.connect(sys.argv[1])
poller = zmq.Poller()
poller.register(tasks, zmq.POLLIN)
poller.register(control, zmq.POLLIN)
while True:
    ready = dict(poller.poll())
    if tasks in ready:
        task = tasks.recv()
        print("task", task.decode(), flush=True)
        results.send(task)
    if control in ready:
        break
print("killed", flush=True)
