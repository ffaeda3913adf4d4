import path from 'node:path';

import { Catalogue, type JsonObject, loadConfig, validate } from '@ecm/config';
import type { AnyComponent } from '@ecm/core';
import { ConfigError } from '@ecm/core';

import { allComponents } from '../wiring/all-components.js';
import { loadPlugins } from '../wiring/plugins.js';
import { type ExperimentConfig, experimentSchema } from './experiment.schema.js';

/** An experiment that has been read and checked, ready to be composed. */
export interface LoadedExperiment {
  readonly file: string;
  /** Folder against which relative paths of the config are resolved. */
  readonly root: string;
  readonly config: ExperimentConfig;
  /** All components, those of plugins included. */
  readonly components: readonly AnyComponent[];
}

/**
 * Reads an experiment, its includes and plugins, and checks every slot.
 *
 * @param overrides values by JSON pointer from the command line
 * @param extraPlugins plugins named on the command line
 * @throws ConfigError with every problem found
 */
export async function loadExperiment(
  file: string,
  overrides: JsonObject = {},
  extraPlugins: readonly string[] = [],
): Promise<LoadedExperiment> {
  const root = path.dirname(path.resolve(file));
  const resolved = await loadConfig(file, overrides);
  const named = Array.isArray(resolved['plugins']) ? resolved['plugins'].filter((plugin) => typeof plugin === 'string') : [];
  const components = [...allComponents, ...(await loadPlugins(named, root)), ...(await loadPlugins(extraPlugins, process.cwd()))];
  const { config, problems } = validate(resolved, experimentSchema, new Catalogue(components), '');
  if (problems.length > 0) throw new ConfigError(problems, file);
  return { file, root, config: config as unknown as ExperimentConfig, components };
}
