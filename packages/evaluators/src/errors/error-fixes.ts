import { PrecisionRecall } from '../matching/precision-recall.js';
import { StableDescending } from '../matching/stable-descending.js';
import type { GroupFigures } from './error-breakdown.js';
import type { FoundErrors } from './error-finder.js';
import type { ErrorKind } from './error-kind.js';
import type { JudgedScene } from './judged-scene.js';

/** How a repaired scene differs from the one that was evaluated. */
interface Repair {
  /** Detections that are left out. */
  readonly removed: (detection: number) => boolean;
  /** Detections that become right, with the object that each finds; they count for the object's class. */
  readonly corrected: ReadonlyMap<number, number>;
  /** Objects that need not be found, by category. */
  readonly forgiven: Int32Array;
  /** All right detections come before all wrong ones. */
  readonly rightFirst?: boolean;
}

/**
 * AP at IoU 0.5 of a scene in which some errors are put right: of the detections whose place or class is wrong, the best one that
 * points at an object becomes right if nothing found that object, and all others disappear; so do other wrong detections and missed
 * objects.
 *
 * @see Bolya et al., ECCV 2020, section 2.3
 */
export class ErrorFixes {
  readonly #scene: JudgedScene;
  readonly #errors: FoundErrors;
  readonly #frequencies: readonly (string | undefined)[];
  readonly #curves: PrecisionRecall;
  readonly #sorter = new StableDescending();
  /** 1: a localisation or classification error points at the object. */
  readonly #reachable: Uint8Array;
  /** The best of all detections that point at an object that was not found, with that object. */
  readonly #correctable: ReadonlyMap<number, number>;

  constructor(scene: JudgedScene, errors: FoundErrors, frequencies: readonly (string | undefined)[], recallPoints: Float64Array) {
    this.#scene = scene;
    this.#errors = errors;
    this.#frequencies = frequencies;
    this.#curves = new PrecisionRecall(1, recallPoints);
    this.#reachable = new Uint8Array(scene.truths.count);
    for (const target of errors.targets) if (target >= 0) this.#reachable[target] = 1;
    this.#correctable = bestPointers(scene, errors);
  }

  /** @returns whether an object was neither found nor nearly so */
  isMissed(truth: number): boolean {
    return this.#scene.truths.found[truth] === 0 && this.#reachable[truth] === 0;
  }

  /** @returns AP as it is */
  unchanged(): GroupFigures {
    return this.#figures({ removed: () => false, corrected: new Map(), forgiven: this.#count(() => false) });
  }

  /** @returns AP without the errors of one kind */
  without(kind: ErrorKind): GroupFigures {
    if (kind === 'missed') {
      return this.#figures({ removed: () => false, corrected: new Map(), forgiven: this.#count((truth) => this.isMissed(truth)) });
    }
    const removed = (detection: number): boolean => this.#errors.kinds[detection] === kind;
    const corrected = new Map(Array.from(this.#correctable).filter(([detection]) => removed(detection)));
    return this.#figures({ removed, corrected, forgiven: this.#count(() => false) });
  }

  /** @returns AP if every wrong detection came after all right ones */
  rightFirst(): GroupFigures {
    return this.#figures({ removed: () => false, corrected: new Map(), forgiven: this.#count(() => false), rightFirst: true });
  }

  /** @returns AP if only the objects that were found counted */
  foundOnly(): GroupFigures {
    const { found } = this.#scene.truths;
    return this.#figures({ removed: () => false, corrected: new Map(), forgiven: this.#count((truth) => found[truth] === 0) });
  }

  #count(counts: (truth: number) => boolean): Int32Array {
    const { truths, truthStarts } = this.#scene;
    const byCategory = new Int32Array(truthStarts.length - 1);
    for (let truth = 0; truth < truths.count; truth++) if (counts(truth)) byCategory[truths.categories[truth]]++;
    return byCategory;
  }

  #figures(repair: Repair): GroupFigures {
    const classes = this.#classPrecisions(repair);
    const groups = ['', ...['r', 'c', 'f'].filter((group) => this.#frequencies.includes(group))];
    return Object.fromEntries(
      groups.map((group) => {
        const own = classes.filter((_, category) => group === '' || this.#frequencies[category] === group);
        const present = own.filter((value) => !Number.isNaN(value));
        return [`AP50${group}`, present.length === 0 ? NaN : present.reduce((sum, value) => sum + value, 0) / present.length];
      }),
    );
  }

  /** @returns AP of each category; NaN for one without objects, before the repair or, if it has no detections either, after it */
  #classPrecisions({ removed, corrected, forgiven, rightFirst = false }: Repair): Float64Array {
    const { detections, truths, detectionStarts, truthStarts } = this.#scene;
    const moved = new Map<number, number[]>();
    for (const [detection, truth] of corrected) {
      const category = truths.categories[truth];
      moved.set(category, [...(moved.get(category) ?? []), detection]);
    }
    return Float64Array.from(forgiven, (without, category) => {
      const objects = truthStarts[category + 1] - truthStarts[category];
      if (objects === 0) return NaN;
      const kept: number[] = [];
      for (let d = detectionStarts[category]; d < detectionStarts[category + 1]; d++) if (!removed(d)) kept.push(d);
      const added = moved.get(category) ?? [];
      const all = [...kept, ...added];
      if (objects === without) return all.length === 0 ? NaN : 0;
      const isRight = (d: number, i: number): number => (i >= kept.length ? 1 : detections.right[d]);
      const hits = Int32Array.from(all, isRight);
      const scores = Float64Array.from(all, (d, i) => (rightFirst ? isRight(d, i) : detections.scores[d]));
      const order = this.#sorter.sort(scores, all.length);
      this.#curves.trace({ hits, ignored: new Int32Array(all.length), order, count: all.length }, objects - without, Infinity);
      return this.#curves.meanPrecision(0);
    });
  }
}

/** @returns objects by the detection that is best among all that point at them; none for objects that were found */
function bestPointers({ detections, truths }: JudgedScene, { targets }: FoundErrors): Map<number, number> {
  const best = new Map<number, number>();
  targets.forEach((target, detection) => {
    if (target < 0 || truths.found[target] === 1) return;
    const known = best.get(target);
    if (known === undefined || detections.scores[detection] > detections.scores[known]) best.set(target, detection);
  });
  return new Map(Array.from(best, ([truth, detection]) => [detection, truth]));
}
