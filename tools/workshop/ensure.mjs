// Installs what the lock file asks for when it is missing or out of date, then compiles what changed.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs a command in the repository root, shows its output, and ends this process with its exit code if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Path of a program that a package of node_modules brings along. */
export const program = (name) => path.join(root, 'node_modules', '.bin', name);

const [major, minor] = process.versions.node.split('.').map(Number);

export function ensureInstalled() {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer and try again.`);
    process.exit(1);
  }
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const wanted = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing packages (npm ci) …');
  run('npm', ['ci', '--loglevel=error']);
}

/** Compiles what changed: everything, or the named projects and what they are built on. */
export function ensureBuilt(...projects) {
  run(program('tsc'), ['-b', ...projects]);
}
