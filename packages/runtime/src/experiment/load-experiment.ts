import path from 'node:path';

import { Catalogue, type JsonObject, loadConfig, validate } from '@ecm/config';
import type { AnyComponent } from '@ecm/core';
import { ConfigError } from '@ecm/core';

import { allComponents } from '../wiring/all-components.js';
import { loadPlugins, type Plugin } from '../wiring/plugins.js';
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
  const plugins = [...(await loadPlugins(named, root)), ...(await loadPlugins(extraPlugins, process.cwd()))];
  const components = [...allComponents, ...plugins.flatMap((plugin) => plugin.components)];
  const { config, problems } = validate(resolved, experimentSchema, new Catalogue(components), '');
  if (problems.length > 0) throw new ConfigError(problems, file);
  return { file, root, config: selfContained(config as unknown as ExperimentConfig, root, plugins), components };
}

/** Makes paths absolute, so that the config of a run can be read again from the run's folder. */
function selfContained(config: ExperimentConfig, root: string, plugins: readonly Plugin[]): ExperimentConfig {
  const { pretrained } = config;
  const files = plugins.map(({ file }) => file);
  if (pretrained === undefined) return { ...config, plugins: files };
  return { ...config, plugins: files, pretrained: { ...pretrained, file: path.resolve(root, pretrained.file) } };
}
