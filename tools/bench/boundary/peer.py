"""Boundary AP on LVIS by boundary-iou-api: peer.py CHECKOUT GROUND_TRUTH RESULTS; prints one line of JSON."""
import contextlib
import io
import json
import logging
import os
import sys

checkout, truth_file, result_file = sys.argv[1:]
sys.path.insert(0, checkout)
logging.disable(logging.CRITICAL)

import numpy

numpy.float = float  # removed from NumPy 1.24, used by the reference
from boundary_iou.lvis_instance_api.eval import LVISEval

with contextlib.redirect_stdout(io.StringIO()):
    evaluation = LVISEval(truth_file, result_file, 'boundary')
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
print(json.dumps({'figures': {key: float(value) for key, value in evaluation.results.items()}}), flush=True)
os._exit(0)
