"""Convolutions of PyTorch and RoIAlign of torchvision on the CPU, one thread, in the sizes of tools/bench/tensor/ops.mjs (boxes of the same distribution).

Prints CPU milliseconds, the least of several calls: forward, and forward with backward.
"""
import time

import torch
import torch.nn.functional as F
from torchvision.ops import roi_align

torch.set_num_threads(1)
torch.manual_seed(3)


def least(run):
    best = float("inf")
    for _ in range(7):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return 1000 * best


for name, count, shape, scale in (("256 of 7x7 on 4x24x24x48", 256, (4, 48, 24, 24), 0.25), ("512 of 7x7 on 1x200x336x256", 512, (1, 256, 200, 336), 0.25)):
    height, width = shape[2] / scale, shape[3] / scale
    side = 16 + torch.rand(count) * 0.3 * height
    left, top = torch.rand(count) * (width - side), torch.rand(count) * (height - side)
    image = torch.arange(count) * shape[0] // count
    rois = torch.stack([image.float(), left, top, left + side, top + side], 1)
    x = torch.randn(shape, requires_grad=True)
    forward = least(lambda: roi_align(x.detach(), rois, 7, scale, 0, True))
    both = least(lambda: roi_align(x, rois, 7, scale, 0, True).sum().backward())
    print(f"RoIAlign {name}: {forward:.2f} ms, with gradients {both:.2f} ms")

for name, shape, filters, size, stride in (
    ("3x3 48 -> 48 at 4x24x24", (4, 48, 24, 24), 48, 3, 1),
    ("3x3 256 -> 256 at 1x100x168", (1, 256, 100, 168), 256, 3, 1),
    ("1x1 1024 -> 256 at 1x50x84", (1, 1024, 50, 84), 256, 1, 1),
):
    x = torch.randn(shape, requires_grad=True)
    w = torch.randn(filters, shape[1], size, size, requires_grad=True)
    forward = least(lambda: F.conv2d(x.detach(), w.detach(), None, stride, size // 2))
    both = least(lambda: F.conv2d(x, w, None, stride, size // 2).sum().backward())
    print(f"conv {name}: {forward:.2f} ms, with gradients {both:.2f} ms")
