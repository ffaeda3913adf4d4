import path from 'node:path';

import type { EvaluationResult } from '@ecm/core';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import { GalleryFile } from '../report/gallery-file.js';
import { evaluateDetector, type EvaluationRequest } from './evaluate-detector.js';
import { openDataset } from './open-datasets.js';
import { openTestSource } from './open-sources.js';

/** A trained detector and the experiment that says on what and how it is judged. */
export interface SplitEvaluation extends Omit<EvaluationRequest, 'dataset' | 'source'> {
  readonly config: ExperimentConfig;
}

/** Evaluates on `data.val`; undefined if the signal ended it. */
export async function evaluateSplit(request: SplitEvaluation): Promise<readonly EvaluationResult[] | undefined> {
  const dataset = await openDataset(request.builder, request.config.data, 'val');
  const { folder, watchers = [] } = request;
  const gallery = folder === undefined ? [] : [new GalleryFile(path.join(folder, 'gallery.json'), dataset)];
  return evaluateDetector({ ...request, watchers: [...watchers, ...gallery], dataset, source: openTestSource(request.config, dataset) });
}
