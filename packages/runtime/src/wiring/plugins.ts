import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { AnyComponent } from '@ecm/core';
import { ConfigError } from '@ecm/core';

/** Components from outside. */
export interface Plugin {
  /** Absolute path of the module. */
  readonly file: string;
  readonly components: readonly AnyComponent[];
}

/**
 * Loads components from outside: each plugin is a package name or a path, and its module exports a list `components`.
 *
 * @param folder where package names and relative paths are looked up, normally the config's folder
 * @throws ConfigError if a module is missing, broken, or no plugin
 */
export function loadPlugins(plugins: readonly string[], folder: string): Promise<readonly Plugin[]> {
  return Promise.all(plugins.map((plugin, index) => loadPlugin(plugin, folder, `/plugins/${index}`)));
}

async function loadPlugin(plugin: string, folder: string, at: string): Promise<Plugin> {
  const refuse = (message: string): never => {
    throw new ConfigError([{ path: at, message }]);
  };
  let file: string;
  let module: Record<string, unknown>;
  try {
    file = await resolvePlugin(plugin, folder);
    module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    return refuse(`plugin "${plugin}" cannot be loaded: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
  }
  const { components } = module;
  if (!Array.isArray(components) || !components.every(isComponent)) {
    return refuse(
      `plugin "${plugin}" must export a list "components" made with defineComponent; it exports: ${Object.keys(module).join(', ') || 'nothing'}.`,
    );
  }
  return { file, components: components };
}

async function resolvePlugin(plugin: string, folder: string): Promise<string> {
  const file = path.resolve(folder, plugin);
  if (plugin.startsWith('.') || path.isAbsolute(plugin)) return file;
  const found = await stat(path.join(folder, 'node_modules', plugin)).catch(() => undefined);
  const from = createRequire(path.join(found === undefined ? process.cwd() : folder, 'config.json'));
  return from.resolve(plugin);
}

function isComponent(value: unknown): value is AnyComponent {
  if (typeof value !== 'object' || value === null) return false;
  const { family, type, schema, create } = value as Record<string, unknown>;
  return typeof family === 'object' && typeof type === 'string' && typeof schema === 'object' && typeof create === 'function';
}
