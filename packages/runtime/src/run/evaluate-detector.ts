import path from 'node:path';

import type { Dataset, EvaluationResult, TestSource } from '@ecm/core';
import { evaluatorFamily } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import type { JsonLinesFile, ResultWriter } from '@ecm/engine';
import { ResultFile, test, writeJson } from '@ecm/engine';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { ContainerBuilder } from '../wiring/container-builder.js';
import type { RunListener } from './run-listener.js';
import { noteUnusedData } from './unused-data.js';

/** What to evaluate, on what, and where the results go. */
export interface EvaluationRequest {
  readonly builder: ContainerBuilder;
  readonly config: Pick<ExperimentConfig, 'evaluators'>;
  readonly detector: Detector;
  readonly dataset: Dataset;
  readonly source: TestSource;
  /** Folder of result files; none are written if absent. */
  readonly folder?: string;
  /** More that wants to see the detections, e.g. a gallery. */
  readonly watchers?: readonly ResultWriter[];
  readonly listener?: RunListener;
  /** Log of the run that trained the detector, and the step it has reached. */
  readonly log?: { readonly file: JsonLinesFile; readonly step: number };
  readonly signal?: AbortSignal;
}

/**
 * Detects on every image of a data set and judges the detections by the protocols of the config. Writes `bbox.json`, with masks
 * also `segm.json`, and `evaluation.json`.
 *
 * @returns undefined if the signal ended it
 */
export async function evaluateDetector(request: EvaluationRequest): Promise<readonly EvaluationResult[] | undefined> {
  const { builder, config, detector, dataset, source, folder, watchers = [], listener, log, signal } = request;
  const evaluators = config.evaluators.map((slot, index) => builder.build(evaluatorFamily, slot, `/evaluators/${index}`, { dataset }));
  const categoryIds = dataset.categories.map(({ id }) => id);
  const masks = config.evaluators.some(({ iou }) => Array.isArray(iou) && iou.some((kind) => kind !== 'bbox'));
  const kinds = masks ? (['bbox', 'segm'] as const) : (['bbox'] as const);
  const files =
    folder === undefined ? [] : kinds.map((kind) => new ResultFile({ path: path.join(folder, `${kind}.json`), categoryIds, kind }));
  try {
    const outcome = await test({
      detector,
      source,
      evaluators,
      writers: [...files, ...watchers],
      ...(listener?.testing === undefined ? {} : { onProgress: (progress) => listener.testing?.(progress) }),
      ...(signal === undefined ? {} : { signal }),
    });
    noteUnusedData({ split: 'val', images: outcome.images, failures: source.failures }, { listener, log });
    if (outcome.end === 'interrupted') return undefined;
    if (folder !== undefined) writeJson(path.join(folder, 'evaluation.json'), outcome.results);
    return outcome.results;
  } finally {
    await source.close();
  }
}
