import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ClassStatistics } from '@ecm/core';
import { DataError, UserError } from '@ecm/core';
import { classStatisticsOf, classStatisticsRecord } from '@ecm/datasets';
import type { RunFolder } from '@ecm/engine';
import { runFolderAt, writeJson } from '@ecm/engine';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { ContainerBuilder } from '../wiring/container-builder.js';
import { openDataset } from './open-datasets.js';

/** Keeps the classes and counts that a model is trained with in the folder of the run, so that it can be used without the data. */
export function keepClassStatistics({ classes }: RunFolder, statistics: ClassStatistics): void {
  writeJson(classes, classStatisticsRecord(statistics));
}

/**
 * Classes and counts that a run was trained with: from its folder, else from the training data of the config.
 *
 * @param folder of the run, undefined if the model comes from elsewhere
 * @throws DataError if the file of the run is broken
 * @throws UserError if there is neither the file nor the data
 */
export async function trainedClassStatistics(
  folder: RunFolder | undefined,
  builder: ContainerBuilder,
  data: ExperimentConfig['data'],
): Promise<ClassStatistics> {
  if (folder !== undefined && existsSync(folder.classes)) return readClassStatistics(folder.classes);
  try {
    return (await openDataset(builder, data, 'train')).statistics();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const missing = folder === undefined ? 'The weights do not lie in the folder of a run' : `There is no "${folder.classes}"`;
    throw new UserError(`${missing}, so the classes come from the training data of the config, which cannot be read: ${error.message}`);
  }
}

/** The run in whose folder a file of weights lies, in it or in one of its checkpoints. */
export function runAround(weights: string): RunFolder | undefined {
  const checkpoint = path.dirname(path.resolve(weights));
  const places = [checkpoint, path.dirname(checkpoint), path.dirname(path.dirname(checkpoint))];
  return places.map(runFolderAt).find((run) => existsSync(run.config) && existsSync(run.checkpoints));
}

function readClassStatistics(file: string): ClassStatistics {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const remedy = 'Delete it where the training data are at hand: the classes then come from them; or take another copy of the run.';
    throw new DataError(file, '', `it is cut off or no JSON (${error instanceof Error ? error.message : String(error)}). ${remedy}`);
  }
  return classStatisticsOf(value, file);
}
