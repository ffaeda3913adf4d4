import { groupRows } from '../detections/grouped-rows.js';
import { CandidateList } from '../matching/candidate-list.js';
import { DetectionBatch, TruthBatch } from '../matching/detection-batch.js';
import type { OverlapFinder } from '../matching/overlap-finder.js';
import type { ErrorKind } from './error-kind.js';
import { BACKGROUND_OVERLAP, FOUND_OVERLAP } from './error-kind.js';
import type { JudgedScene } from './judged-scene.js';

/** What is wrong with each detection of a scene. */
export interface FoundErrors {
  /** By detection; undefined for right ones. */
  readonly kinds: readonly (ErrorKind | undefined)[];
  /** By detection: the object that a localisation or classification error points at, −1 for other kinds. */
  readonly targets: Int32Array;
}

/** Overlaps of one wrong detection with the objects of its image. */
interface Best {
  overlap: number;
  truth: number;
}

/** Tells why each wrong detection of a scene is wrong, image by image. */
export class ErrorFinder {
  readonly #scene: JudgedScene;
  readonly #finder: OverlapFinder;
  readonly #candidates = new CandidateList();

  /** @param finder finds overlaps of `BACKGROUND_OVERLAP` and more */
  constructor(scene: JudgedScene, finder: OverlapFinder) {
    this.#scene = scene;
    this.#finder = finder;
  }

  /** @param images number of images */
  find(images: number): FoundErrors {
    const { detections, truths } = this.#scene;
    const kinds = new Array<ErrorKind | undefined>(detections.count);
    const targets = new Int32Array(detections.count).fill(-1);
    const wrong = groupByImage(detections.images, detections.count, images, (d) => detections.right[d] === 0);
    const objects = groupByImage(truths.images, truths.count, images, () => true);
    let g = 0;
    for (let d = 0; d < wrong.rows.length;) {
      const image = wrong.images[d];
      const firstWrong = d;
      while (d < wrong.rows.length && wrong.images[d] === image) d++;
      while (g < objects.rows.length && objects.images[g] < image) g++;
      const firstObject = g;
      while (g < objects.rows.length && objects.images[g] === image) g++;
      this.#judgeImage(wrong.rows.subarray(firstWrong, d), objects.rows.subarray(firstObject, g), kinds, targets);
    }
    return { kinds, targets };
  }

  #judgeImage(wrong: Int32Array, objects: Int32Array, kinds: (ErrorKind | undefined)[], targets: Int32Array): void {
    const { detections, truths } = this.#scene;
    const batch = Object.assign(new DetectionBatch(), picked(detections, wrong), { areas: take(detections.areas, wrong) });
    const truthBatch = Object.assign(new TruthBatch(), picked(truths, objects), { crowd: new Uint8Array(objects.length) });
    this.#finder.begin(truthBatch);
    this.#candidates.clear(wrong.length);
    this.#finder.find({ d0: 0, d1: wrong.length, g0: 0, g1: objects.length }, batch, truthBatch, this.#candidates);
    wrong.forEach((detection, d) => {
      const [kind, target] = this.#judge(d, detections.categories[detection], objects);
      kinds[detection] = kind;
      targets[detection] = target;
    });
  }

  #judge(d: number, category: number, objects: Int32Array): [ErrorKind, number] {
    const { truths } = this.#scene;
    const { starts, truths: found, overlaps } = this.#candidates;
    const own: Best = { overlap: 0, truth: -1 };
    const taken: Best = { overlap: 0, truth: -1 };
    const other: Best = { overlap: 0, truth: -1 };
    for (let i = starts[d]; i < starts[d + 1]; i++) {
      const truth = objects[found[i]];
      const isOwn = truths.categories[truth] === category;
      keepBetter(isOwn ? own : other, overlaps[i], truth);
      if (isOwn && truths.found[truth] === 1) keepBetter(taken, overlaps[i], truth);
    }
    if (own.overlap >= BACKGROUND_OVERLAP && own.overlap <= FOUND_OVERLAP) return ['localisation', own.truth];
    if (other.overlap >= FOUND_OVERLAP) return ['classification', other.truth];
    if (taken.overlap >= FOUND_OVERLAP) return ['duplicate', -1];
    return [Math.max(own.overlap, other.overlap) <= BACKGROUND_OVERLAP ? 'background' : 'both', -1];
  }
}

function keepBetter(best: Best, overlap: number, truth: number): void {
  if (overlap <= best.overlap) return;
  best.overlap = overlap;
  best.truth = truth;
}

function groupByImage(imageOf: Int32Array, count: number, images: number, belongs: (row: number) => boolean) {
  const forEach = (visit: (row: number, image: number, category: number) => void): void => {
    for (let row = 0; row < count; row++) if (belongs(row)) visit(row, imageOf[row], 0);
  };
  return groupRows({ forEach }, images, 1);
}

type Placed = Pick<TruthBatch, 'rows' | 'images' | 'x' | 'y' | 'width' | 'height'>;

/** @returns the columns that overlaps are computed from, at some places */
function picked({ rows, images, x, y, width, height }: Placed, places: Int32Array): Placed & { count: number } {
  return {
    count: places.length,
    rows: places.map((place) => rows[place]),
    images: places.map((place) => images[place]),
    x: take(x, places),
    y: take(y, places),
    width: take(width, places),
    height: take(height, places),
  };
}

function take(column: Float64Array, places: Int32Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(places, (place) => column[place]);
}
