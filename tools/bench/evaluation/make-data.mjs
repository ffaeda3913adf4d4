// Ground truth and results with the shape of LVIS v1 val, deterministic: node make-data.mjs FOLDER IMAGES gt|bbox|all [ANNOTATIONS]
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

import { randomNumbers } from '../random-numbers.mjs';

const [folder, imageText, mode = 'all', annotationText] = process.argv.slice(2);
const imageCount = Number(imageText);
const wantedAnnotations = annotationText === undefined ? undefined : Number(annotationText);
const metadata = new URL('../../../packages/testing/goldens/evaluation/metadata/lvis_v1_train_categories.json', import.meta.url);
const parsed = JSON.parse(readFileSync(metadata, 'utf8'));
const categories = Array.isArray(parsed) ? parsed : parsed.categories;

const { random, normal, integer } = randomNumbers(0x2545f491 ^ imageCount);

function sampler(weightOf) {
  let sum = 0;
  const sums = categories.map((category) => (sum += weightOf(category)));
  return () => {
    const at = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > at) high = middle;
      else low = middle + 1;
    }
    return categories[low].id;
  };
}
const drawPresent = sampler((category) => category.image_count);
const drawGuess = sampler((category) => Math.sqrt(category.image_count));

class Writer {
  constructor(name) {
    this.descriptor = openSync(path.join(folder, name), 'w');
    this.parts = [];
    this.length = 0;
  }
  write(text) {
    this.parts.push(text);
    this.length += text.length;
    if (this.length > 4 << 20) this.flush();
  }
  flush() {
    writeSync(this.descriptor, this.parts.join(''));
    this.parts = [];
    this.length = 0;
  }
  close() {
    this.flush();
    closeSync(this.descriptor);
  }
}

/** Compressed run lengths of an ellipse with a wavy border. */
function ellipse(height, width, { x, y, w, h }) {
  const runs = [];
  let end = 0;
  for (let column = Math.max(0, Math.ceil(x)); column <= Math.min(width - 1, Math.floor(x + w)); column++) {
    const u = (column - x - w / 2) / (w / 2);
    if (u * u >= 1) continue;
    const radius = (Math.sqrt(1 - u * u) * h) / 2;
    const top = Math.max(0, Math.round(y + h / 2 - radius * (1 + 0.06 * Math.sin(column * 0.4))));
    const bottom = Math.min(height, Math.round(y + h / 2 + radius * (1 + 0.06 * Math.cos(column * 0.3))) + 1);
    if (top >= bottom) continue;
    const start = column * height + top;
    if (runs.length > 0 && start === end) runs[runs.length - 1] += bottom - top;
    else runs.push(start - end, bottom - top);
    end = column * height + bottom;
  }
  if (height * width > end || runs.length === 0) runs.push(height * width - end);
  let text = '';
  runs.forEach((run, i) => {
    let value = i > 2 ? run - runs[i - 2] : run;
    for (let more = true; more;) {
      let group = value & 31;
      value >>= 5;
      more = group & 16 ? value !== -1 : value !== 0;
      if (more) group |= 32;
      text += String.fromCharCode(48 + group);
    }
  });
  return text.replaceAll('\\', '\\\\');
}

const round2 = (value) => Math.round(value * 100) / 100;
const sizes = [
  [480, 640],
  [640, 480],
  [427, 640],
  [640, 427],
  [375, 500],
  [500, 375],
  [612, 612],
];

function object(height, width) {
  const w = Math.min(width - 2, Math.exp(2.2 + random() * 3.4));
  const h = Math.min(height - 2, w * Math.exp(normal() * 0.4));
  return { x: random() * (width - w), y: random() * (height - h), w, h };
}

function polygon(height, width, { x, y, w, h }) {
  const corners = Math.max(12, Math.min(80, Math.round(10 + Math.sqrt(w * h) / 2.2 + random() * 24)));
  const points = [];
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    const radius = 1 + 0.06 * Math.sin(5 * angle);
    points.push(round2(Math.min(width, Math.max(0, x + w / 2 + (radius * w * Math.cos(angle)) / 2))));
    points.push(round2(Math.min(height, Math.max(0, y + h / 2 + (radius * h * Math.sin(angle)) / 2))));
  }
  return points;
}

function areaOf(points) {
  let area = 0;
  for (let i = 0; i < points.length; i += 2) {
    const [x1, y1, x2, y2] = [points[i], points[i + 1], points[(i + 2) % points.length], points[(i + 3) % points.length]];
    area += x1 * y2 - x2 * y1;
  }
  return Math.max(0.01, round2(Math.abs(area) / 2));
}

function detectionsFor(objects, present, negative, height, width) {
  const found = [];
  for (const { box, category } of objects) {
    const copies = 1 + integer(5);
    for (let copy = 0; copy < copies && found.length < 120; copy++) {
      const noise = 0.06 + 0.16 * copy;
      found.push({
        category: random() < 0.85 ? category : drawGuess(),
        score: Math.min(0.999, Math.max(0.0005, (copy === 0 ? 0.6 : 0.35) + normal() * 0.22)),
        x: box.x + normal() * noise * box.w * 0.4,
        y: box.y + normal() * noise * box.h * 0.4,
        w: box.w * Math.exp(normal() * noise * 0.5),
        h: box.h * Math.exp(normal() * noise * 0.5),
      });
    }
  }
  while (found.length < 300) {
    const listed = found.length < 150 && random() < 0.35;
    const category = listed ? (random() < 0.5 ? present[integer(present.length)] : negative[integer(negative.length)]) : drawGuess();
    found.push({ ...object(height, width), category, score: 0.0003 + 0.4 * random() ** 3 });
  }
  for (const detection of found) {
    detection.score = Math.fround(detection.score);
    detection.x = Math.fround(Math.max(0, Math.min(width - 2, detection.x)));
    detection.y = Math.fround(Math.max(0, Math.min(height - 2, detection.y)));
    detection.w = Math.fround(Math.max(1.5, Math.min(width - detection.x, detection.w)));
    detection.h = Math.fround(Math.max(1.5, Math.min(height - detection.y, detection.h)));
  }
  return found.sort((a, b) => b.score - a.score);
}

const truth = new Writer(`gt_${imageCount}.json`);
const boxes = mode === 'gt' ? undefined : new Writer(`bbox_${imageCount}.json`);
const masks = mode === 'all' ? new Writer(`segm_${imageCount}.json`) : undefined;
const images = [];
let annotations = 0;
let detections = 0;
truth.write('{"info": {"description": "synthetic, LVIS-like"}, "annotations": [');
boxes?.write('[');
masks?.write('[');
for (let i = 0; i < imageCount; i++) {
  const id = 139 + 7 * i;
  const [height, width] = sizes[integer(sizes.length)];
  const present = [...new Set(Array.from({ length: 1 + integer(6) }, drawPresent))];
  const negative = [...new Set(Array.from({ length: 4 + integer(8) }, drawGuess))].filter((category) => !present.includes(category));
  if (negative.length === 0) negative.push(categories.find((category) => !present.includes(category.id)).id);
  const count =
    wantedAnnotations === undefined
      ? Math.max(present.length, Math.round(-11 * Math.log(1 - random()) + 1))
      : Math.round((wantedAnnotations * (i + 1)) / imageCount) - annotations;
  const objects = [];
  for (let k = 0; k < count; k++) {
    const category = present[k < present.length ? k : integer(present.length)];
    const box = object(height, width);
    const points = polygon(height, width, box);
    const xs = points.filter((_, p) => p % 2 === 0);
    const ys = points.filter((_, p) => p % 2 === 1);
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const bbox = [left, top, round2(Math.max(...xs) - left), round2(Math.max(...ys) - top)];
    objects.push({ box, category });
    truth.write(
      `${annotations === 0 ? '' : ', '}{"bbox": [${bbox.join(', ')}], "category_id": ${category}, "image_id": ${id}, "id": ${++annotations}, ` +
        `"segmentation": [[${points.join(', ')}]], "area": ${areaOf(points)}}`,
    );
  }
  const partial = present.filter(() => random() < 0.2);
  images.push(
    `{"date_captured": "2013-11-17 05:57:24", "license": 1, "id": ${id}, "height": ${height}, "width": ${width}, ` +
      `"coco_url": "http://images.cocodataset.org/val2017/${String(id).padStart(12, '0')}.jpg", ` +
      `"neg_category_ids": [${negative.join(', ')}], "not_exhaustive_category_ids": [${partial.join(', ')}]}`,
  );
  if (boxes === undefined) continue;
  for (const { category, score, x, y, w, h } of detectionsFor(objects, present, negative, height, width)) {
    const head = `${detections++ === 0 ? '' : ', '}{"image_id": ${id}, "category_id": ${category}, `;
    boxes.write(`${head}"bbox": [${x}, ${y}, ${w}, ${h}], "score": ${score}}`);
    masks?.write(
      `${head}"score": ${score}, "segmentation": {"size": [${height}, ${width}], "counts": "${ellipse(height, width, { x, y, w, h })}"}}`,
    );
  }
}
truth.write('], "images": [');
images.forEach((image, i) => truth.write(`${i === 0 ? '' : ', '}${image}`));
truth.write(`], "licenses": [], "categories": ${JSON.stringify(categories.map((category) => ({ ...category, synonyms: [], def: '' })))}}`);
truth.close();
for (const writer of [boxes, masks]) {
  writer?.write(']');
  writer?.close();
}
console.log(JSON.stringify({ images: imageCount, annotations, detections }));
