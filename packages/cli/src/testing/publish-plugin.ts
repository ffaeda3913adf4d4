import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../../', import.meta.url));

/** Installs a package made of one source file into a folder's `node_modules`, beside the toolbox, as npm would. */
export function publishPlugin(folder: string, name: string, source: string): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, name), { recursive: true });
  mkdirSync(path.join(modules, '@ecm'), { recursive: true });
  for (const dependency of ['core', 'tensor']) symlinkSync(path.join(packages, dependency), path.join(modules, '@ecm', dependency));
  writeFileSync(
    path.join(modules, name, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
  );
  writeFileSync(path.join(modules, name, 'index.js'), source);
}
