"""Losses of losses.mjs in PyTorch, one thread. Reads inputs as JSON in the first line, then one name a line; answers with CPU ms of loss and gradient."""
import json
import sys
import time

import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

torch.set_num_threads(1)
given = json.loads(sys.stdin.readline())
labels = torch.tensor(given["labels"])
counts = torch.tensor(given["counts"], dtype=torch.float64)
rows, classes = len(labels), len(counts)
one_hot = F.one_hot(labels, classes + 1).float()
targets = one_hot[:, :classes]
qualities = 0.7 * targets

total = counts.sum() * (1 + 6.3313)
with_background = torch.cat([counts, counts.sum()[None] * 6.3313])
alpha = (total - with_background) / with_background
shift = (-alpha.log() / 4).float()
weight = (alpha * torch.log1p(1 / alpha)).float()
rare = (counts < 100).float()
foreground = (labels < classes).float()[:, None]
eql_weight = 1 - foreground * rare * (1 - targets)
kept = torch.zeros(classes)
kept[torch.randperm(classes)[:50]] = 1
mean_scores = torch.full((classes + 1,), 0.01)


def varifocal(z):
    p = z.sigmoid()
    positive = (qualities > 0).float()
    focal = qualities * positive + 0.75 * (p - qualities).abs().pow(2) * (1 - positive)
    return (F.binary_cross_entropy_with_logits(z, qualities, reduction="none") * focal).sum() / rows


def eqlv2(z):
    loss = F.binary_cross_entropy_with_logits(z, one_hot, reduction="none").sum() / rows
    with torch.no_grad():
        gradient = (z.sigmoid() - one_hot).abs()
        (gradient * one_hot).sum(0), (gradient * (1 - one_hot)).sum(0)
    return loss


# With the columns of the logits.
losses = {
    "softmax-ce": (classes + 1, lambda z: F.cross_entropy(z, labels)),
    "sigmoid-bce": (classes, lambda z: F.binary_cross_entropy_with_logits(z, targets, reduction="sum") / rows),
    "focal": (classes, lambda z: sigmoid_focal_loss(z, targets, reduction="sum") / rows),
    "varifocal": (classes, varifocal),
    "ecm": (classes + 1, lambda z: F.binary_cross_entropy_with_logits(2 * z + shift, one_hot, weight=weight, reduction="sum") / rows),
    "eql": (classes, lambda z: F.binary_cross_entropy_with_logits(z, targets, weight=eql_weight, reduction="sum") / rows),
    "eqlv2": (classes + 1, eqlv2),
    "federated": (classes, lambda z: F.binary_cross_entropy_with_logits(z, targets, weight=kept.expand_as(z), reduction="sum") / rows),
    "loce": (classes + 1, lambda z: F.cross_entropy(z + mean_scores.log(), labels)),
}
inputs = {width: torch.rand(rows, width) * 12 - 6 for width in (classes, classes + 1)}

print(json.dumps(list(losses)), flush=True)
for line in sys.stdin:
    columns, loss = losses[line.strip()]
    z = inputs[columns].clone().requires_grad_()
    start = time.process_time()
    loss(z).backward()
    print((time.process_time() - start) * 1000, flush=True)
