import path from 'node:path';

import type { ClassStatistics, Dataset } from '@ecm/core';
import { frequencyGroups } from '@ecm/datasets';
import { configNameOf, runFolderAt } from '@ecm/engine';

import { loadExperiment } from '../experiment/load-experiment.js';
import { trainedClassStatistics } from '../run/class-statistics.js';
import { ContainerBuilder } from '../wiring/container-builder.js';
import { type BackgroundRatio, type ClassCounts, officialBackgroundRatio } from './class-counts.js';
import { runBackgroundRatio } from './run-background-ratio.js';

/** Counts of the objects of a data set's classes. */
export function datasetCounts(dataset: Dataset, backgroundRatio: BackgroundRatio = officialBackgroundRatio): ClassCounts {
  return { source: path.basename(dataset.file), classes: countedClasses(dataset.statistics()), backgroundRatio };
}

/**
 * Counts of the training set of a run, and the background ratio that its loss uses; the official one if it has no such loss.
 *
 * @param run folder of the run
 * @param backgroundRatio wins over that of the run
 */
export async function runCounts(run: string, backgroundRatio?: BackgroundRatio): Promise<ClassCounts> {
  const folder = runFolderAt(run);
  const { config, components } = await loadExperiment(folder.config);
  const statistics = await trainedClassStatistics(folder, new ContainerBuilder(components), config.data);
  const ratio = backgroundRatio ?? runBackgroundRatio(folder.checkpoints) ?? officialBackgroundRatio;
  return {
    source: `the training set of ${configNameOf(folder)}`,
    classes: countedClasses(statistics),
    backgroundRatio: ratio,
  };
}

function countedClasses({ categories, instanceCounts, imageCounts }: ClassStatistics): ClassCounts['classes'] {
  const groups = frequencyGroups(imageCounts);
  return categories.map(({ name, frequency }, label) => ({
    name,
    frequency: frequency ?? groups[label] ?? 'f',
    count: instanceCounts[label] ?? 0,
  }));
}
