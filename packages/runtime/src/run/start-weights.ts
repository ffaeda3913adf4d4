import path from 'node:path';

import type { Detector } from '@ecm/core/model';
import { describePretrained, loadPretrained } from '@ecm/engine';
import { adaptKeys, type WeightFile } from '@ecm/weights';
import { openWeightFile } from '@ecm/weights/node';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';

/**
 * Loads the weights that the config starts from, if it names some.
 *
 * @param root folder against which the file's path is resolved
 * @returns lines that say what was loaded and what was not
 * @throws CheckpointError if the file is missing or broken
 */
export function startWeights(detector: Detector, pretrained: ExperimentConfig['pretrained'], root: string): string[] {
  if (pretrained === undefined) return [];
  const { prefix, only } = pretrained;
  const file = path.resolve(root, pretrained.file);
  const opened = openWeightFile(file);
  try {
    const wanted = (name: string): boolean => only === undefined || only.some((start) => name.startsWith(start));
    const adapted = adaptKeys(opened).file;
    const view: WeightFile = {
      name: adapted.name,
      format: adapted.format,
      metadata: adapted.metadata,
      tensors: new Map([...adapted.tensors].map(([name, info]) => [prefix + name, info] as const).filter(([name]) => wanted(name))),
      read: (name) => adapted.read(name.slice(prefix.length)),
    };
    return describePretrained(file, loadPretrained(detector.parameters, view));
  } finally {
    opened.close();
  }
}
