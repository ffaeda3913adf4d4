// An empty project as a user starts it, with packed packages installed from their tarballs.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../ensure.mjs';

/** Runs a program. @returns what it printed @throws Error with what it printed, if it fails */
function output(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    let errors = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', (data) => (errors += data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${text}${errors}`));
    });
  });
}

/** Installs without the settings of this repository's .npmrc, as a user would, but prefers what npm has fetched before. */
const install = (folder, packages, env = process.env) =>
  output('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict', ...packages], {
    cwd: folder,
    env,
  });

/**
 * Path of a Node of a given version, from the package of the npm registry that holds the program itself; fetched once per check-out.
 *
 * @param version `major.minor.patch`
 */
export async function nodeProgram(version) {
  if (version === process.versions.node) return process.execPath;
  const folder = path.join(root, 'node_modules', '.cache', 'node-versions', version);
  const name = `node-${process.platform}-${process.arch}`;
  const program = path.join(folder, 'node_modules', name, 'bin', 'node');
  if (existsSync(program)) return program;
  startProject(folder);
  await install(folder, [`${name}@${version}`]);
  return program;
}

function startProject(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "empty-project", "private": true, "type": "module" }\n');
}

/**
 * Makes an empty project, installs the tarballs under the given Node, and lays the script beside them. What npm lays down does not
 * depend on the Node version: no package among these has a program of its own to build.
 */
export async function emptyProject({ folder, node, tarballs }) {
  startProject(folder);
  await install(folder, tarballs, { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` });
  copyFileSync(new URL('./use-losses.mjs', import.meta.url), path.join(folder, 'use-losses.mjs'));
}

/** Runs the script of an empty project. @returns what `useLosses` found */
export async function useInNode(folder, node) {
  const script = `import { useLosses } from './use-losses.mjs'; console.log(JSON.stringify([process.versions.node, await useLosses()]));`;
  const text = await output(node, ['--input-type=module', '--eval', script], { cwd: folder });
  return JSON.parse(text.trim().split('\n').at(-1));
}
