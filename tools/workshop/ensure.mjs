// Installs what the lock file asks for when it is missing or out of date, then compiles what changed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Runs a command in the repository root, shows its output, and ends this process with its exit code if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Runs a long command as `run` does, but leaves Ctrl-C to it: this process ends when the command has saved what it wants to save. */
export function runInterruptible(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    throw error;
  });
  child.on('close', (code) => process.exit(code ?? 1));
}

/** Path of a program that a package of node_modules brings along. */
export const program = (name) => path.join(root, 'node_modules', '.bin', name);

const [major, minor] = process.versions.node.split('.').map(Number);

export function ensureInstalled() {
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer and try again.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log('Installing packages …');
  const fresh = !existsSync(path.join(root, 'node_modules', '.package-lock.json'));
  run('npm', [fresh ? 'ci' : 'install', '--loglevel=error']);
}

/** Whether every package of the lock file is there in the right version; those for other platforms are not asked for. */
function isInstalled() {
  const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});
  const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  return Object.entries(wanted).every(
    ([name, { version, optional, link }]) =>
      !name.includes('node_modules/') || link === true || optional === true || installed[name]?.version === version,
  );
}

/** Compiles what changed: everything, or the named projects and what they are built on. */
export function ensureBuilt(...projects) {
  run(program('tsc'), ['-b', ...projects]);
}
