import { CROWD_FLAG, IGNORE_FLAG } from '../ground-truth/ground-truth-table.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { IndexLists } from '../ground-truth/index-lists.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';

/** Which classes are known on which images, one bit for each image and category. */
export class Federation {
  /** int32 for each image: a bit for each category. */
  readonly words: number;
  readonly #listed: Uint32Array;
  /** Where there is ground truth of the class. */
  readonly positive: Uint32Array;
  readonly #notExhaustive: Uint32Array;
  readonly #open: boolean;

  constructor(truth: GroundTruthTable, rules: Pick<EvaluationRules, 'federated'>) {
    const { images, categories, annotations } = truth;
    this.words = (categories.index.size + 31) >> 5;
    this.#open = !rules.federated;
    const size = images.index.size * this.words;
    this.positive = new Uint32Array(size);
    for (let row = 0; row < annotations.count; row++) {
      const image = annotations.images[row];
      const category = annotations.categories[row];
      if (takesPart(truth, row, rules.federated)) this.positive[image * this.words + (category >> 5)] |= 1 << (category & 31);
    }
    this.#listed = rules.federated ? this.positive.slice() : this.positive;
    this.#notExhaustive = new Uint32Array(rules.federated ? size : 0);
    if (rules.federated) {
      this.#mark(this.#listed, images.negative);
      this.#mark(this.#notExhaustive, images.notExhaustive);
    }
  }

  /** Bits of classes that are judged; undefined if all are. */
  get judged(): Uint32Array | undefined {
    return this.#open ? undefined : this.#listed;
  }

  /** Detections of the class on this image are judged. */
  judges(image: number, category: number): boolean {
    return this.#open || this.#has(this.#listed, image, category);
  }

  /** The image has ground truth of the class. */
  isPositive(image: number, category: number): boolean {
    return this.#has(this.positive, image, category);
  }

  /** From now on masks are kept of all judged detections, also where an image shows nothing of their class. */
  keepJudgedMasks(): void {
    if (this.#open) this.positive.fill(0xffffffff);
    else this.positive.set(this.#listed);
  }

  /** The class is present on the image but not annotated exhaustively. */
  isNotExhaustive(image: number, category: number): boolean {
    return !this.#open && this.#has(this.#notExhaustive, image, category);
  }

  #has(bits: Uint32Array, image: number, category: number): boolean {
    return ((bits[image * this.words + (category >> 5)] >>> (category & 31)) & 1) !== 0;
  }

  #mark(bits: Uint32Array, { offsets, values }: IndexLists): void {
    for (let image = 0; image + 1 < offsets.length; image++) {
      for (let i = offsets[image]; i < offsets[image + 1]; i++) bits[image * this.words + (values[i] >> 5)] |= 1 << (values[i] & 31);
    }
  }
}

/** @returns whether an annotation exists for the evaluation: its image and class are known and, if federated, it has an area */
export function takesPart({ annotations }: GroundTruthTable, row: number, federated: boolean): boolean {
  if (annotations.images[row] < 0 || annotations.categories[row] < 0) return false;
  return !federated || hasArea(annotations.areas[row]);
}

/** @returns whether an area is positive and finite */
export function hasArea(area: number): boolean {
  return area > 0 && area < Infinity;
}

/** @returns whether an annotation is ignored whatever its area */
export function isIgnored(flags: number, rules: Pick<EvaluationRules, 'ignoreFlag' | 'crowds'>): boolean {
  return (rules.ignoreFlag && (flags & IGNORE_FLAG) !== 0) || (rules.crowds && (flags & CROWD_FLAG) !== 0);
}
