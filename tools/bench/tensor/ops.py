"""The jobs of ops.mjs in PyTorch, one thread. Reads the list of jobs as JSON, prints {name: least CPU ms} as JSON."""
import json
import sys
import time

import torch
import torch.nn.functional as F
from torchvision.ops import roi_align

torch.set_num_threads(1)


def least(job):
    best = float("inf")
    for _ in range(8):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return best * 1000


def operation(job):
    """The op and its inputs, channels last where there are maps."""
    kind = job["kind"]
    values = [torch.rand(shape, requires_grad=True) for shape in job["shapes"]]
    if kind == "conv":
        return lambda x, w: F.conv2d(x, w, stride=job["stride"], padding=job["padding"]), values
    if kind == "linear":
        return F.linear, values
    if kind == "group norm":
        return lambda x, g, b: F.group_norm(x, job["groups"], g, b, 1e-5), values
    if kind == "max pool":
        return lambda x: F.max_pool2d(x, 3, 2, 1), values
    rois = torch.tensor(job["rois"])
    return lambda x: roi_align(x, rois, (job["size"], job["size"]), job["scale"], 0, True), values


found = {}
for job in json.load(sys.stdin):
    op, inputs = operation(job)

    def forward():
        with torch.no_grad():
            op(*inputs)

    def both():
        for x in inputs:
            x.grad = None
        op(*inputs).sum().backward()

    found[job["name"]] = least(forward)
    found[job["name"] + ", with gradients"] = least(both)
print(json.dumps(found))
