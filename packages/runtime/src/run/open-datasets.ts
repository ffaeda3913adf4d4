import path from 'node:path';

import type { Dataset } from '@ecm/core';
import { datasetFamily } from '@ecm/core';

import type { ExperimentConfig } from '../experiment/experiment.schema.js';
import type { ContainerBuilder } from '../wiring/container-builder.js';

/**
 * Opens the data set of a split.
 *
 * @throws DataError if its files are missing or broken
 */
export function openDataset(builder: ContainerBuilder, data: ExperimentConfig['data'], split: 'train' | 'val'): Promise<Dataset> {
  return builder.build(datasetFamily, data[split], `/data/${split}`, { root: path.resolve(data.root) }).open();
}
