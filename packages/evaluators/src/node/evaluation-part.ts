import { DataError } from '@ecm/core';

import { DetectionSink } from '../detections/detection-sink.js';
import type { SharedStore } from '../detections/detection-store.js';
import { DetectionStore } from '../detections/detection-store.js';
import { evaluate } from '../evaluation.js';
import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import type { CategoryMeasure } from '../matching/category-evaluator.js';
import type { EvaluationOptions } from '../protocol/evaluator-types.js';
import { createTableEvaluator } from '../protocol/evaluator-types.js';
import { ResultsParser } from '../reading/results-parser.js';
import type { OverlapKind } from '../rules/evaluation-rules.js';
import { parseFile } from './file-source.js';
import { readGroundTruth } from './read-ground-truth.js';
import type { FilePart } from './result-cuts.js';

/** A result file and its parts, one for every thread. */
export interface CutFile {
  readonly file: string;
  readonly parts: readonly FilePart[];
}

/** An evaluation that several threads share. */
export interface EvaluationJob {
  readonly groundTruth: string;
  readonly protocol: string;
  readonly iou: readonly OverlapKind[];
  readonly options: EvaluationOptions;
  readonly results: readonly CutFile[];
  readonly threads: number;
}

/** What a thread has read: one store for each file, and whether its part ended where the next one starts. */
export interface PartReading {
  readonly stores: readonly SharedStore[];
  readonly complete: boolean;
}

/** One thread's share of an evaluation: a part of every result file, then every n-th class. */
export class EvaluationPart {
  readonly evaluator: TableEvaluator;
  readonly #job: EvaluationJob;
  readonly #part: number;

  private constructor(job: EvaluationJob, part: number, evaluator: TableEvaluator) {
    this.#job = job;
    this.#part = part;
    this.evaluator = evaluator;
  }

  /** Reads the ground truth: every thread its own, which is faster than handing one around. */
  static async open(job: EvaluationJob, part: number): Promise<EvaluationPart> {
    const masks = job.iou.some((overlap) => overlap !== 'bbox');
    const truth = await readGroundTruth(job.groundTruth, { segmentations: masks ? 'masks' : 'none' });
    return new EvaluationPart(job, part, createTableEvaluator(job.protocol, truth, { ...job.options, iou: job.iou }));
  }

  /** @param lean leave detections out that are not judged @throws DataError if the files are damaged, as far as the first part tells */
  read(lean: boolean): PartReading {
    try {
      const found = this.#job.results.map((cut) => this.#readPart(cut, lean));
      return { stores: found.map(({ store }) => store.share()), complete: found.every(({ complete }) => complete) };
    } catch (error) {
      // What is wrong may be the place where the part begins.
      if (this.#part === 0 || !(error instanceof DataError)) throw error;
      return { stores: [], complete: false };
    }
  }

  #readPart({ file, parts }: CutFile, lean: boolean): { store: DetectionStore; complete: boolean } {
    const { truth, federation } = this.evaluator;
    const part = parts[this.#part];
    const store = this.evaluator.createStore(lean, (bytes) => new SharedArrayBuffer(bytes));
    const parser = new ResultsParser(new DetectionSink(truth, federation, store), part);
    parseFile(file, parser, part.start);
    return { store, complete: parser.stoppedAt === (part.end === Infinity ? -1 : part.end) };
  }

  /** @returns all detections in the order of the files */
  join(readings: readonly PartReading[]): DetectionStore {
    const joined = this.evaluator.createStore(false);
    this.#job.results.forEach((_, file) => {
      for (const { stores } of readings) joined.append(DetectionStore.from(stores[file], joined.options));
    });
    return joined;
  }

  /** @returns measures of this thread's classes, for each kind of overlap */
  evaluate(store: DetectionStore): CategoryMeasure[][] {
    const { truth, federation, protocol, overlaps } = this.evaluator;
    const share = { first: this.#part, step: this.#job.threads };
    return overlaps.map((overlap) => evaluate(truth, store, protocol.rules(overlap), { federation, share }));
  }
}
