import type { EvaluationRules } from '../../rules/evaluation-rules.js';
import { reachableThresholds } from '../../rules/thresholds.js';
import type { ClassMatcher, ClassWork } from '../class-matcher.js';
import { DETECTION_BYTES, TRUTH_BYTES } from '../detection-batch.js';
import { KernelMemory } from './kernel-memory.js';

/** Largest number of detections and of ground truths of a class. */
export interface LargestClass {
  readonly detections: number;
  readonly truths: number;
}

/** Addresses in a module's memory are kept within this, so that they are positive as int32. */
const MOST_BYTES = 2 ** 31 - 2 ** 16;
/** Columns of a class, results and working memory included, at most. */
const COLUMNS = 64;

type Match = (detections: number, truths: number) => void;

/**
 * Matches classes by boxes in compiled code, which is as fast for the first class as for the last one. Its comparisons are those of
 * `BoxOverlaps` and `CellMatcher`, in their order.
 */
export class BoxMatcher implements ClassMatcher {
  readonly columns: KernelMemory;
  readonly #module: WebAssembly.Module;
  readonly #rules: EvaluationRules;
  readonly #largest: LargestClass;
  #match: (() => void) | undefined;

  /** @param module of `matcherModule` @param largest what the columns must have room for */
  constructor(module: WebAssembly.Module, rules: EvaluationRules, largest: LargestClass) {
    this.#module = module;
    this.#rules = rules;
    this.#largest = largest;
    this.columns = new KernelMemory(memoryBytes(rules, largest));
  }

  /** @returns whether the columns fit into one memory */
  static fits(rules: EvaluationRules, largest: LargestClass): boolean {
    return memoryBytes(rules, largest) < MOST_BYTES;
  }

  prepare({ detections, truths, masks, partners }: ClassWork): void {
    const { columns } = this;
    const thresholds = columns.floats(this.#rules.thresholds.length);
    thresholds.set(reachableThresholds(this.#rules.thresholds));
    const room = this.#largest.truths;
    const { exports } = new WebAssembly.Instance(this.#module, { env: { memory: columns.memory } });
    const addresses: Readonly<Record<string, ArrayBufferView>> = {
      ...{ detectionX: detections.x, detectionY: detections.y, detectionWidth: detections.width, detectionHeight: detections.height },
      ...{ detectionImages: detections.images, inside: detections.inside, exempt: detections.exempt },
      ...{ truthX: truths.x, truthY: truths.y, truthWidth: truths.width, truthHeight: truths.height },
      ...{ truthImages: truths.images, truthIgnored: truths.ignored, truthCrowd: truths.crowd },
      ...{ thresholds, hits: masks[0].hits, ignored: masks[0].ignored, ...(partners === undefined ? {} : { partners }) },
      ...{ positions: columns.integers(room), overlaps: columns.floats(room), taken: columns.integers(room * masks.length) },
    };
    const set = (name: string, value: number): void => {
      (exports[name] as WebAssembly.Global).value = value;
    };
    for (const [name, { byteOffset }] of Object.entries(addresses)) set(name, byteOffset);
    set('lowest', thresholds[0]);
    set('thresholdCount', thresholds.length);
    set('rangeCount', masks.length);
    set('maskBytes', masks.length > 1 ? masks[1].hits.byteOffset - masks[0].hits.byteOffset : 0);
    const match = exports['matchClass'] as Match;
    this.#match = () => {
      match(detections.count, truths.count);
    };
  }

  match(): void {
    this.#match?.();
  }

  close(): void {
    this.#match = undefined;
    this.columns.release();
  }
}

function memoryBytes({ ranges, thresholds }: EvaluationRules, { detections, truths }: LargestClass): number {
  // Two masks for each range, and partners; candidates, and what is taken in each range.
  const perDetection = DETECTION_BYTES + 8 * ranges.length + 4;
  const perTruth = TRUTH_BYTES + 12 + 4 * ranges.length;
  return perDetection * detections + perTruth * truths + 8 * thresholds.length + 8 * COLUMNS;
}
