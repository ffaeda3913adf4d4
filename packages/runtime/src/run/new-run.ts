import path from 'node:path';

import type { RunFolder } from '@ecm/engine';
import { createRunFolder, describeEnvironment, writeJson } from '@ecm/engine';
import { useBackend } from '@ecm/tensor';

import type { LoadedExperiment } from '../experiment/load-experiment.js';
import { toolboxVersion } from './toolbox-version.js';

/** Makes the folder of a new run below `root` and writes its config and environment. */
export async function newRun(experiment: LoadedExperiment, root: string, now = new Date()): Promise<RunFolder> {
  const { name: backend } = await useBackend(experiment.config.backend);
  const folder = createRunFolder({ root, name: path.basename(experiment.file, '.json'), now });
  writeJson(folder.config, experiment.config);
  writeJson(folder.environment, describeEnvironment({ now, versions: { '@ecm/runtime': toolboxVersion() }, backend }));
  return folder;
}
