import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Dataset, EvaluationResult } from '@ecm/core';
import { DataError } from '@ecm/core';
import type { RunFolder } from '@ecm/engine';
import { configNameOf } from '@ecm/engine';
import { parseLog, type RunRecord } from '@ecm/report';

import { loadExperiment } from '../experiment/load-experiment.js';
import { trainedClassStatistics } from '../run/class-statistics.js';
import { openDataset } from '../run/open-datasets.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import { classCounts, classMargins } from './class-margins.js';
import { readGallery } from './gallery-file.js';
import { galleryItems } from './gallery-items.js';

/**
 * Collects what a run's folder and its data set know about it.
 *
 * @throws DataError if the folder is no run
 */
export async function runRecord(folder: RunFolder, name = configNameOf(folder)): Promise<RunRecord> {
  const experiment = await loadExperiment(folder.config);
  const builder = new ContainerBuilder(experiment.components);
  const statistics = await trainedClassStatistics(folder, builder, experiment.config.data);
  const val: Dataset = await openDataset(builder, experiment.config.data, 'val');
  const loss = (experiment.config.model['boxHead'] as { loss?: Readonly<Record<string, unknown>> } | undefined)?.loss;
  const log = textOf(folder.log);
  const results = textOf(path.join(folder.results, 'evaluation.json'));
  return {
    name,
    config: experiment.config,
    environment: JSON.parse(textOf(folder.environment) ?? '{}') as Readonly<Record<string, unknown>>,
    ...(log === undefined ? {} : { log: parseLog(log, folder.log) }),
    ...(results === undefined ? {} : { results: JSON.parse(results, withNan) as EvaluationResult[] }),
    classes: classCounts(statistics),
    margins: classMargins(statistics, loss),
    gallery: await galleryItems(val, readGallery(path.join(folder.results, 'gallery.json'))),
  };
}

/** JSON has no NaN: figures that are absent were written as null. */
const withNan = (_key: string, value: unknown): unknown => (value === null ? Number.NaN : value);

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new DataError(file, '', `cannot be read (${String(error)}).`);
  }
}
