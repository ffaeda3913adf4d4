"""Runs a command and prints its CPU time, wall time and peak memory: measured.py COMMAND..."""
import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
output, errors = process.stdout.read(), process.stderr.read()
_, status, usage = os.wait4(process.pid, 0)
lines = output.decode().strip().splitlines()
print(json.dumps({
    'cpu': usage.ru_utime + usage.ru_stime,
    'wall': time.perf_counter() - start,
    'megabytes': usage.ru_maxrss / 1024,
    'status': status,
    'output': lines[-1] if lines else '',
    'errors': errors.decode()[-400:],
}))
