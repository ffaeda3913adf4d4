// Ground truth and results with the shape of Open Images' challenge validation, deterministic: node make-data.mjs FOLDER IMAGES
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

import { ClassHierarchy } from '@ecm/core';

import { randomNumbers } from '../random-numbers.mjs';

const [folder, imageText] = process.argv.slice(2);
const imageCount = Number(imageText);
const metadata = new URL('../../../packages/testing/goldens/evaluation/metadata/', import.meta.url);
const read = (name) => readFileSync(new URL(name, metadata), 'utf8');
const parsed = JSON.parse(read('openimages_challenge2019_categories.json'));
const categories = Array.isArray(parsed) ? parsed : parsed.categories;
const tree = read('openimages_challenge500_hierarchy_derived.json');
const hierarchy = ClassHierarchy.parse(tree, 'hierarchy');
const labels = categories.map(({ freebase_id: label }) => label);
const placeOf = new Map(labels.map((label, place) => [label, place]));
const places = (relatives) => [...relatives].filter((label) => placeOf.has(label)).map((label) => placeOf.get(label));
const ancestors = labels.map((label) => places(hierarchy.ancestors(label)));
const descendants = labels.map((label) => places(hierarchy.descendants(label)));

const BOXES = 7.3;
const DETECTIONS = 300;
const SIZES = [
  [1024, 768],
  [1024, 683],
  [768, 1024],
  [683, 1024],
  [1024, 576],
];

const { random, normal, integer } = randomNumbers(0x9e3779b9 ^ imageCount);

/** Classes with frequencies ∝ 1 / (rank + 2)^power, in an order that has nothing to do with the hierarchy. */
function sampler(power) {
  const order = labels.map((_, place) => (place * 211) % labels.length);
  let sum = 0;
  const sums = order.map((_, rank) => (sum += (rank + 2) ** -power));
  return () => {
    const at = random() * sum;
    return order[sums.findIndex((end) => end > at)];
  };
}
const drawPresent = sampler(1.1);
const drawGuess = sampler(0.7);

class Writer {
  constructor(name, start) {
    this.descriptor = openSync(path.join(folder, name), 'w');
    this.text = start;
  }
  write(text) {
    this.text += text;
    if (this.text.length > 4 << 20) this.flush();
  }
  flush() {
    writeSync(this.descriptor, this.text);
    this.text = '';
  }
  close(end = '') {
    this.text += end;
    this.flush();
    closeSync(this.descriptor);
  }
}

/** Corners in fractions of the image. */
function draw() {
  const width = Math.min(1, Math.exp(-3.4 + 3.3 * random()));
  const height = Math.min(1, width * Math.exp(0.4 * normal()));
  const [x, y] = [random() * (1 - width), random() * (1 - height)];
  return [x, y, x + width, y + height];
}

function shifted([x1, y1, x2, y2], noise) {
  const [width, height] = [x2 - x1, y2 - y1];
  const corners = [
    x1 + noise * normal() * width,
    y1 + noise * normal() * height,
    x2 + noise * normal() * width,
    y2 + noise * normal() * height,
  ];
  const [left, top, right, bottom] = corners.map((value) => Math.min(1, Math.max(0, value)));
  return right - left > 0.002 && bottom - top > 0.002 ? [left, top, right, bottom] : [x1, y1, x2, y2];
}

function detectionsFor(objects, present, absent) {
  const found = [];
  for (const { place, box } of objects) {
    for (let copy = 1 + integer(6); copy > 0 && found.length < 120; copy--) {
      const own = random();
      const above = ancestors[place];
      const category = own < 0.7 || above.length === 0 ? (own < 0.85 ? place : drawGuess()) : above[integer(above.length)];
      found.push({ category, box: shifted(box, 0.03 + 0.07 * copy), score: Math.min(0.999, Math.max(0.0005, 0.5 + 0.25 * normal())) });
    }
  }
  while (found.length < DETECTIONS) {
    const listed = random();
    const category = listed < 0.1 ? present[integer(present.length)] : listed < 0.2 ? absent[integer(absent.length)] : drawGuess();
    found.push({ category, box: draw(), score: 0.0002 + 0.4 * random() ** 3 });
  }
  return found.sort((a, b) => b.score - a.score);
}

mkdirSync(folder, { recursive: true });
const file = (name) => `${name}_${imageCount}`;
writeFileSync(path.join(folder, 'hierarchy.json'), tree);
writeFileSync(path.join(folder, 'classes.csv'), categories.map(({ name, freebase_id }) => `${freebase_id},${name}\n`).join(''));
const boxes = new Writer(`${file('boxes')}.csv`, 'ImageID,LabelName,XMin,XMax,YMin,YMax,IsGroupOf\n');
const imageLabels = new Writer(`${file('labels')}.csv`, 'ImageID,LabelName,Confidence\n');
const sizes = new Writer(`${file('sizes')}.csv`, 'ImageID,width,height\n');
const csv = new Writer(`${file('results')}.csv`, 'ImageID,LabelName,Score,XMin,XMax,YMin,YMax\n');
// The same as UniDet's files: texts as ids, pixels; and with numbers as ids, which other evaluators want.
const json = new Writer(`${file('results')}.json`, '');
const numbers = new Writer(`${file('results_numbers')}.json`, '');
const truth = new Writer(`${file('gt_numbers')}.json`, '{"annotations": [');
const images = [];
const counts = { boxes: 0, expanded: 0, labels: 0, detections: 0 };
for (let i = 0; i < imageCount; i++) {
  const id = (
    Math.floor((i / imageCount) * 2 ** 48)
      .toString(16)
      .padStart(12, '0') + (0x1000 + integer(0xefff)).toString(16)
  ).slice(0, 16);
  const [width, height] = SIZES[integer(SIZES.length)];
  sizes.write(`${id},${width},${height}\n`);
  const classes = [...new Set(Array.from({ length: 1 + integer(5) }, drawPresent))];
  const count = Math.max(classes.length, Math.round(-(BOXES - 1) * Math.log(1 - random())));
  const objects = Array.from({ length: count }, (_, k) => ({
    place: classes[k < classes.length ? k : integer(classes.length)],
    box: draw().map((value) => Number(value.toFixed(6))),
    groupOf: random() < 0.06 ? 1 : 0,
  }));
  const seen = [...new Set([...classes, ...Array.from({ length: integer(5) }, drawPresent)])];
  const absent = [...new Set(Array.from({ length: 4 + integer(8) }, drawGuess))].filter((place) => !seen.includes(place));
  if (absent.length === 0) absent.push(labels.findIndex((_, place) => !seen.includes(place)));
  for (const { place, box, groupOf } of objects) {
    const [x1, y1, x2, y2] = box;
    boxes.write(`${id},${labels[place]},${x1},${x2},${y1},${y2},${groupOf}\n`);
    for (const category of [place, ...ancestors[place]]) {
      const bbox = [x1 * width, y1 * height, (x2 - x1) * width, (y2 - y1) * height];
      const area = bbox[2] * bbox[3];
      truth.write(
        `${counts.expanded++ === 0 ? '' : ', '}{"id": ${counts.expanded}, "image_id": ${i + 1}, "category_id": ${categories[category].id}, ` +
          `"bbox": [${bbox.join(', ')}], "area": ${area}, "iscrowd": ${groupOf}, "is_group_of": ${groupOf === 1}}`,
      );
    }
  }
  for (const place of seen) imageLabels.write(`${id},${labels[place]},1\n`);
  for (const place of absent) imageLabels.write(`${id},${labels[place]},0\n`);
  const above = new Set([...seen, ...seen.flatMap((place) => ancestors[place])]);
  const below = new Set([...absent, ...absent.flatMap((place) => descendants[place])].filter((place) => !above.has(place)));
  images.push({
    id: i + 1,
    file_name: `${id}.jpg`,
    width,
    height,
    pos_category_ids: [...above].map((place) => categories[place].id),
    neg_category_ids: [...below].map((place) => categories[place].id),
  });
  counts.boxes += count;
  counts.labels += seen.length + absent.length;
  for (const { category, box, score } of detectionsFor(objects, seen, absent)) {
    const [x1, y1, x2, y2] = box;
    const [x, y, w, h] = [x1 * width, y1 * height, (x2 - x1) * width, (y2 - y1) * height].map(Math.fround);
    csv.write(`${id},${labels[category]},${score.toFixed(6)},${x1.toFixed(6)},${x2.toFixed(6)},${y1.toFixed(6)},${y2.toFixed(6)}\n`);
    const rest = `"category_id": ${categories[category].id}, "bbox": [${x}, ${y}, ${w}, ${h}], "score": ${Math.fround(score)}}`;
    const before = counts.detections++ === 0 ? '[' : ', ';
    json.write(`${before}{"image_id": "${id}", ${rest}`);
    numbers.write(`${before}{"image_id": ${i + 1}, ${rest}`);
  }
}
for (const writer of [boxes, imageLabels, sizes, csv]) writer.close();
for (const writer of [json, numbers]) writer.close(']\n');
const listed = categories.map(({ id, name, freebase_id }) => ({ id, name, freebase_id }));
truth.close(`], "images": ${JSON.stringify(images)}, "categories": ${JSON.stringify(listed)}}\n`);
console.log(
  `${imageCount} images, ${counts.boxes} boxes (${counts.expanded} expanded), ${counts.labels} labels, ${counts.detections} detections`,
);
