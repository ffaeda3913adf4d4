"""Training batches by torchvision's or OpenCV's functions over a COCO data set: peers.py KIND ANNOTATIONS WORKERS EPOCHS MASKS.

KIND is torchvision (the transforms of its detection reference: decode, flip, normalise, resize in float) or opencv (those of
mmdetection: decode, resize in uint8, flip, normalise, pad). Prints one line of JSON.
"""
import json
import os
import random
import resource
import sys
import time

import cv2
import numpy
import torch
import torch.nn.functional as F
from pycocotools import mask as coco_mask
from torch.utils.data import DataLoader, Dataset
from torchvision.io import ImageReadMode, decode_jpeg, read_file

kind, annotation_file, workers, epochs, masks_wanted = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5] == 'masks'
torch.set_num_threads(1)
cv2.setNumThreads(0)
MEAN, STD = [123.675, 116.28, 103.53], [58.395, 57.12, 57.375]
SHORT, LONG = 800, 1333


def bitmaps(annotations, height, width):
    decoded = [coco_mask.decode(coco_mask.merge(coco_mask.frPyObjects(a['segmentation'], height, width))) for a in annotations]
    return numpy.stack(decoded)


def new_size(height, width):
    factor = min(LONG / max(height, width), SHORT / min(height, width))
    return int(height * factor + 0.5), int(width * factor + 0.5)


def torchvision_sample(file, annotations, flip):
    image = decode_jpeg(read_file(file), mode=ImageReadMode.RGB)
    height, width = image.shape[-2:]
    boxes = torch.as_tensor([a['bbox'] for a in annotations], dtype=torch.float32)
    boxes[:, 2:] += boxes[:, :2]
    masks = torch.from_numpy(bitmaps(annotations, height, width)) if masks_wanted else None
    if flip:
        image = image.flip(-1)
        boxes[:, [0, 2]] = width - boxes[:, [2, 0]]
        masks = None if masks is None else masks.flip(-1)
    image = (image.float() - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None]
    size = new_size(height, width)
    image = F.interpolate(image[None], size=size, mode='bilinear', align_corners=False)[0]
    if masks is not None:
        masks = F.interpolate(masks[:, None].float(), size=size)[:, 0].byte()
    boxes *= torch.tensor([size[1] / width, size[0] / height] * 2)
    return image, boxes, masks


def opencv_sample(file, annotations, flip):
    image = cv2.imread(file, cv2.IMREAD_COLOR)
    height, width = image.shape[:2]
    boxes = numpy.array([a['bbox'] for a in annotations], dtype=numpy.float32)
    boxes[:, 2:] += boxes[:, :2]
    masks = bitmaps(annotations, height, width) if masks_wanted else None
    size = new_size(height, width)
    image = cv2.resize(image, size[::-1], interpolation=cv2.INTER_LINEAR)
    boxes *= numpy.array([size[1] / width, size[0] / height] * 2, dtype=numpy.float32)
    boxes[:, 0::2] = boxes[:, 0::2].clip(0, size[1])
    boxes[:, 1::2] = boxes[:, 1::2].clip(0, size[0])
    if masks is not None:
        masks = numpy.stack([cv2.resize(mask, size[::-1], interpolation=cv2.INTER_NEAREST) for mask in masks])
    if flip:
        image = cv2.flip(image, 1)
        boxes[:, [0, 2]] = size[1] - boxes[:, [2, 0]]
        masks = None if masks is None else masks[:, :, ::-1]
    image = image.astype(numpy.float32)
    cv2.cvtColor(image, cv2.COLOR_BGR2RGB, image)
    cv2.subtract(image, numpy.float64(MEAN).reshape(1, -1), image)
    cv2.multiply(image, 1 / numpy.float64(STD).reshape(1, -1), image)
    image = torch.from_numpy(numpy.ascontiguousarray(image.transpose(2, 0, 1)))
    return image, torch.from_numpy(boxes), None if masks is None else torch.from_numpy(numpy.ascontiguousarray(masks))


class Pictures(Dataset):
    def __init__(self):
        with open(annotation_file) as file:
            content = json.load(file)
        self.folder = os.path.dirname(annotation_file)
        self.images = content['images']
        self.annotations = {image['id']: [] for image in self.images}
        for annotation in content['annotations']:
            self.annotations[annotation['image_id']].append(annotation)

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = self.images[index]
        make = torchvision_sample if kind == 'torchvision' else opencv_sample
        return make(os.path.join(self.folder, image['file_name']), self.annotations[image['id']], random.random() < 0.5)


def collate(samples):
    """Pads pictures and masks to the largest of the batch, a multiple of 32."""
    height, width = [-(-max(image.shape[side] for image, _, _ in samples) // 32) * 32 for side in (1, 2)]
    batch = torch.zeros(len(samples), 3, height, width)
    all_masks = []
    for row, (image, _, masks) in zip(batch, samples):
        row[:, : image.shape[1], : image.shape[2]].copy_(image)
        if masks is not None:
            padded = torch.zeros(masks.shape[0], height, width, dtype=torch.uint8)
            padded[:, : masks.shape[1], : masks.shape[2]].copy_(masks)
            all_masks.append(padded)
    return batch, [boxes for _, boxes, _ in samples], all_masks


def used(processes):
    usage = resource.getrusage(resource.RUSAGE_SELF)
    total = usage.ru_utime + usage.ru_stime
    for process in processes:
        with open(f'/proc/{process.pid}/stat') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
    return total


pictures = Pictures()
loader = DataLoader(pictures, batch_size=2, shuffle=True, num_workers=workers, collate_fn=collate, persistent_workers=workers > 0)
for _ in loader:
    pass
processes = loader._iterator._workers if workers > 0 else []
started, before = time.perf_counter(), used(processes)
for _ in range(epochs):
    for _ in loader:
        pass
count = len(pictures) * epochs
print(json.dumps({'wall': 1000 * (time.perf_counter() - started) / count, 'cpu': 1000 * (used(processes) - before) / count}))
