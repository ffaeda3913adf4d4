import path from 'node:path';

import { ConfigError } from '@ecm/core';
import type { Detector } from '@ecm/core/model';
import { describePretrained, loadPretrained } from '@ecm/engine';
import { adaptKeys, type WeightFile } from '@ecm/weights';
import { openWeightFile } from '@ecm/weights/node';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import { idlePatterns } from '../experiment/name-patterns.js';
import { weightsAt } from './load-weights.js';
import { newestRun } from './newest-run.js';

type Pretrained = NonNullable<ExperimentConfig['pretrained']>;

/**
 * Loads the weights that the config starts from, if it names some.
 *
 * @param root folder against which the file's path is resolved
 * @returns lines that say what was loaded and what was not
 * @throws CheckpointError if the file is missing or broken
 * @throws ConfigError if the config names parts that the file lacks
 */
export function startWeights(detector: Detector, pretrained: ExperimentConfig['pretrained'], root: string): string[] {
  if (pretrained === undefined) return [];
  const place = path.resolve(root, pretrained.file);
  const file = weightsAt(newestRun(place) ?? place);
  const opened = openWeightFile(file);
  try {
    return describePretrained(file, loadPretrained(detector.parameters, selected(adaptKeys(opened).file, pretrained)));
  } finally {
    opened.close();
  }
}

/** The tensors that a config wants, under the names that it gives them. */
function selected(file: WeightFile, { prefix, only, drop = [] }: Pretrained): WeightFile {
  const names = [...file.tensors.keys()].map((name) => prefix + name);
  const problems = [
    ...idlePatterns(names, { patterns: only, at: 'start', path: '/pretrained/only', what: `tensor of ${file.name}` }),
    ...idlePatterns(names, { patterns: drop, path: '/pretrained/drop', what: `tensor of ${file.name}` }),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const wanted = (name: string): boolean =>
    (only === undefined || only.some((start) => name.startsWith(start))) && !drop.some((part) => name.includes(part));
  return {
    name: file.name,
    format: file.format,
    metadata: file.metadata,
    tensors: new Map([...file.tensors].map(([name, info]) => [prefix + name, info] as const).filter(([name]) => wanted(name))),
    read: (name) => file.read(name.slice(prefix.length)),
  };
}
