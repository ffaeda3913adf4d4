"""The mini Mask R-CNN of configs/mini in PyTorch, for timing a training step on the CPU beside ours.

Same layers, sizes and sample counts; synthetic images with four objects each. Prints one JSON line with the CPU and wall seconds of a step
and of its parts (minimum and median over the steps after warm-up).
"""
import json
import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.ops import batched_nms, box_iou, roi_align

STEPS, THREADS = int(sys.argv[1]), int(sys.argv[2])
BATCH, SIZE, CLASSES = 4, 96, 100
STRIDES = (4, 8, 16)
torch.set_num_threads(THREADS)
torch.manual_seed(0)


def normed(inputs, outputs, stride=1, kernel=3):
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.GroupNorm(outputs // 8, outputs))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first, self.second = normed(inputs, outputs, stride), normed(outputs, outputs)
        self.shortcut = normed(inputs, outputs, stride, 1) if stride != 1 or inputs != outputs else nn.Identity()

    def forward(self, x):
        return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(x))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(normed(3, 24, 2), nn.ReLU(), normed(24, 24, 2), nn.ReLU())
        self.blocks = nn.ModuleList([Block(24, 24, 1), Block(24, 48, 2), Block(48, 96, 2)])
        self.lateral = nn.ModuleList([nn.Conv2d(c, 48, 1) for c in (24, 48, 96)])
        self.output = nn.ModuleList([nn.Conv2d(48, 48, 3, 1, 1) for _ in range(3)])
        self.rpn, self.rpn_cls, self.rpn_reg = nn.Conv2d(48, 48, 3, 1, 1), nn.Conv2d(48, 2, 1), nn.Conv2d(48, 8, 1)
        self.fc1, self.fc2 = nn.Linear(48 * 49, 192), nn.Linear(192, 192)
        self.cls, self.reg = nn.Linear(192, CLASSES + 1), nn.Linear(192, 4)
        self.mask = nn.Sequential(nn.Conv2d(48, 32, 3, 1, 1), nn.ReLU(), nn.Conv2d(32, 32, 3, 1, 1), nn.ReLU(), nn.ConvTranspose2d(32, 32, 2, 2), nn.ReLU(), nn.Conv2d(32, 1, 1))

    def features(self, x):
        x, maps = self.stem(x), []
        for block in self.blocks:
            x = block(x)
            maps.append(x)
        lateral = [conv(m) for conv, m in zip(self.lateral, maps)]
        for i in (1, 0):
            lateral[i] = lateral[i] + F.interpolate(lateral[i + 1], scale_factor=2, mode="nearest")
        return [conv(m) for conv, m in zip(self.output, lateral)]


def anchors():
    rows = []
    for stride in STRIDES:
        n = SIZE // stride
        y, x = torch.meshgrid(torch.arange(n) * stride, torch.arange(n) * stride, indexing="ij")
        centre = torch.stack([x, y], -1).reshape(-1, 1, 2).float()
        half = torch.tensor([4.0, 5.66]).reshape(1, 2, 1) * stride / 2
        rows.append(torch.cat([centre - half, centre + half], -1).reshape(-1, 4))
    return rows


def encode(p, g):
    pw, gw = p[:, 2:] - p[:, :2], g[:, 2:] - g[:, :2]
    return torch.cat([((g[:, :2] + g[:, 2:]) - (p[:, :2] + p[:, 2:])) / 2 / pw, torch.log(gw / pw)], 1)


def decode(p, d):
    size = p[:, 2:] - p[:, :2]
    centre = (p[:, :2] + p[:, 2:]) / 2 + d[:, :2] * size
    size = size * torch.exp(d[:, 2:].clamp(-4.135, 4.135))
    return torch.cat([centre - size / 2, centre + size / 2], 1).clamp(0, SIZE)


def sample(codes, number, fraction):
    positive, negative = (codes > 0).nonzero()[:, 0], (codes == 0).nonzero()[:, 0]
    positive = positive[torch.randperm(len(positive))[: int(number * fraction)]]
    return positive, negative[torch.randperm(len(negative))[: number - len(positive)]]


def assign(boxes, truths, low, high):
    best, index = box_iou(boxes, truths).max(1)
    codes = torch.full((len(boxes),), -1, dtype=torch.long)
    codes[best < low] = 0
    codes[best >= high] = index[best >= high] + 1
    return codes


def extract(maps, rois, size):
    level = torch.bucketize(((rois[:, 3] - rois[:, 1]) * (rois[:, 4] - rois[:, 2])).clamp(min=1).sqrt(), torch.tensor([44.0, 88.0]))
    out = maps[0].new_zeros(len(rois), 48, size, size)
    for i, m in enumerate(maps):
        rows = (level == i).nonzero()[:, 0]
        if len(rows):
            out = out.index_put((rows,), roi_align(m, rois[rows], size, 1 / STRIDES[i], 0, True))
    return out


def losses(model, images, truths, labels, masks, times):
    start = time.process_time()
    maps = model.features(images)
    times["features"].append(time.process_time() - start)
    start = time.process_time()
    grid = anchors()
    hidden = [F.relu(model.rpn(m)) for m in maps]
    logits = [model.rpn_cls(h).permute(0, 2, 3, 1).reshape(BATCH, -1) for h in hidden]
    deltas = [model.rpn_reg(h).permute(0, 2, 3, 1).reshape(BATCH, -1, 4) for h in hidden]
    all_logits, all_deltas, all_anchors = torch.cat(logits, 1), torch.cat(deltas, 1), torch.cat(grid)
    rpn_cls = rpn_box = 0
    rois, targets, box_targets, positives = [], [], [], []
    for n in range(BATCH):
        codes = assign(all_anchors, truths[n], 0.3, 0.6)
        pos, neg = sample(codes, 128, 0.5)
        chosen = torch.cat([pos, neg])
        rpn_cls = rpn_cls + F.binary_cross_entropy_with_logits(all_logits[n][chosen], (codes[chosen] > 0).float(), reduction="sum") / (128 * BATCH)
        if len(pos):
            rpn_box = rpn_box + F.l1_loss(all_deltas[n][pos], encode(all_anchors[pos], truths[n][codes[pos] - 1]), reduction="sum") / (128 * BATCH)
        with torch.no_grad():
            score, boxes, level = [], [], []
            for i in range(3):
                top, index = logits[i][n].topk(min(300, logits[i].shape[1]))
                score.append(top)
                boxes.append(decode(grid[i][index], deltas[i][n][index]))
                level.append(torch.full((len(index),), i))
            boxes, score, level = torch.cat(boxes), torch.cat(score), torch.cat(level)
            good = ((boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])).nonzero()[:, 0]
            keep = good[batched_nms(boxes[good], score[good], level[good], 0.7)][:64]
            proposals = torch.cat([truths[n], boxes[keep]])
            codes = assign(proposals, truths[n], 0.5, 0.5)
            pos, neg = sample(codes, 64, 0.25)
            chosen = torch.cat([pos, neg])
            rois.append(torch.cat([torch.full((len(chosen), 1), float(n)), proposals[chosen]], 1))
            targets.append(torch.cat([labels[n][codes[pos] - 1], torch.full((len(neg),), CLASSES)]))
            box_targets.append(encode(proposals[pos], truths[n][codes[pos] - 1]) / torch.tensor([0.1, 0.1, 0.2, 0.2]))
            positives.append((len(pos), torch.cat([torch.full((len(pos), 1), float(n)), proposals[pos]], 1)[:6], codes[pos][:6] - 1))
    times["rpn and targets"].append(time.process_time() - start)
    start = time.process_time()
    rois, targets = torch.cat(rois), torch.cat(targets)
    hidden = F.relu(model.fc2(F.relu(model.fc1(extract(maps, rois, 7).flatten(1)))))
    cls = F.cross_entropy(model.cls(hidden), targets)
    box = F.l1_loss(model.reg(hidden)[targets < CLASSES], torch.cat(box_targets), reduction="sum") / len(rois)
    mask_rois = torch.cat([r for _, r, _ in positives])
    wanted = torch.cat([roi_align(masks[n][index][:, None], torch.cat([torch.arange(len(index), dtype=torch.float)[:, None], r[:, 1:]], 1), 28, 1.0, 0, True)[:, 0] >= 0.5 for n, (_, r, index) in enumerate(positives)])
    mask = F.binary_cross_entropy_with_logits(model.mask(extract(maps, mask_rois, 14))[:, 0], wanted.float())
    times["region heads"].append(time.process_time() - start)
    return rpn_cls + rpn_box + cls + box + mask


def main():
    model = Model()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0005, weight_decay=0.05)
    names = ("features", "rpn and targets", "region heads", "backward", "optimiser")
    times, cpu, wall = {name: [] for name in names}, [], []
    for _ in range(STEPS):
        images = torch.randn(BATCH, 3, SIZE, SIZE)
        corner = torch.rand(BATCH, 4, 2) * 60
        truths = torch.cat([corner, corner + 18 + torch.rand(BATCH, 4, 2) * 18], -1)
        labels = torch.randint(0, CLASSES, (BATCH, 4))
        masks = torch.zeros(BATCH, 4, SIZE, SIZE)
        for n in range(BATCH):
            for k in range(4):
                x1, y1, x2, y2 = (int(v) for v in truths[n, k])
                masks[n, k, y1:y2, x1:x2] = 1
        start, begun = time.process_time(), time.perf_counter()
        total = losses(model, images, truths, labels, masks, times)
        mark = time.process_time()
        optimizer.zero_grad()
        total.backward()
        times["backward"].append(time.process_time() - mark)
        mark = time.process_time()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5)
        optimizer.step()
        times["optimiser"].append(time.process_time() - mark)
        cpu.append(time.process_time() - start)
        wall.append(time.perf_counter() - begun)
    skip = min(5, STEPS // 2)
    figure = lambda values: {"min": min(values[skip:]), "median": statistics.median(values[skip:])}
    parameters = sum(p.numel() for p in model.parameters())
    print(json.dumps({"torch": torch.__version__, "threads": THREADS, "parameters": parameters, "cpu": figure(cpu), "wall": figure(wall), "parts": {k: figure(v) for k, v in times.items()}}))


main()
