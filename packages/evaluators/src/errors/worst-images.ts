import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { idOfImage } from '../ground-truth/ground-truth-table.js';
import type { ImageErrors, SceneObject } from './error-breakdown.js';
import type { FoundErrors } from './error-finder.js';
import type { JudgedScene } from './judged-scene.js';

/** Finds the images with most missed objects and wrong detections. @param limit how many @param score detections below do not count */
export function worstImages(
  scene: JudgedScene,
  { kinds }: FoundErrors,
  { images, categories }: GroundTruthTable,
  { limit, score }: { readonly limit: number; readonly score: number },
): ImageErrors[] {
  const { detections, truths } = scene;
  const missed = new Int32Array(images.index.size);
  const wrong = new Int32Array(images.index.size);
  const isMissed = (g: number): boolean => truths.found[g] === 0 || truths.scores[g] < score;
  for (let g = 0; g < truths.count; g++) if (isMissed(g)) missed[truths.images[g]]++;
  for (let d = 0; d < detections.count; d++) {
    if (detections.right[d] === 0 && detections.scores[d] >= score) wrong[detections.images[d]]++;
  }
  const worst = Array.from(missed.keys()).filter((image) => missed[image] + wrong[image] > 0);
  worst.sort((a, b) => missed[b] + wrong[b] - missed[a] - wrong[a] || a - b);
  const chosen = new Map(worst.slice(0, limit).map((image) => [image, { objects: [] as SceneObject[], detections: [] as SceneObject[] }]));
  for (let g = 0; g < truths.count; g++) {
    const object = { categoryId: categories.index.ids[truths.categories[g]], box: boxAt(truths, g) };
    chosen.get(truths.images[g])?.objects.push({ ...object, ...(isMissed(g) ? { error: 'missed' } : {}) });
  }
  for (let d = 0; d < detections.count; d++) {
    if (detections.scores[d] < score) continue;
    const kind = kinds[d];
    const object = { categoryId: categories.index.ids[detections.categories[d]], box: boxAt(detections, d), score: detections.scores[d] };
    chosen.get(detections.images[d])?.detections.push({ ...object, ...(kind === undefined ? {} : { error: kind }) });
  }
  return Array.from(chosen, ([image, found]) => ({
    imageId: idOfImage(images, image),
    missed: missed[image],
    wrong: wrong[image],
    ...found,
  }));
}

type Boxes = Record<'x' | 'y' | 'width' | 'height', Float64Array>;

function boxAt({ x, y, width, height }: Boxes, i: number): SceneObject['box'] {
  return [x[i], y[i], width[i], height[i]];
}
