// Writes event files with the engine and reads them back with TensorBoard: node tools/check-tensorboard/check-tensorboard.mjs
// Needs Python 3; installs tensorboard from PyPI into a temporary environment, unless TENSORBOARD_PYTHON names an interpreter
// that has it. Without Python it says so and ends well.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { runnerImport } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-tensorboard-'));

function interpreter() {
  if (process.env.TENSORBOARD_PYTHON !== undefined) return process.env.TENSORBOARD_PYTHON;
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const environment = path.join(folder, 'python');
  execFileSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' });
  const python = path.join(environment, 'bin', 'python');
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'tensorboard==2.21.0', 'setuptools<81'], { stdio: 'inherit' });
  return python;
}

async function writeEvents(events) {
  const { module } = await runnerImport(path.join(here, '../../packages/engine/src/tensorboard/event-file.ts'), {
    configFile: false,
    logLevel: 'error',
  });
  const first = new module.EventFile({ folder: events, now: () => 1_700_000_000_000 });
  for (const step of [1, 2, 3, 4]) first.write(step, { 'train/loss': 1 / step, 'train/größe': step });
  // A run that was killed after step 4 and resumed from step 2: steps 3 and 4 are written again.
  const second = new module.EventFile({ folder: events, startStep: 2, now: () => 1_700_000_100_000 });
  for (const step of [3, 4, 300]) second.write(step, { 'train/loss': -step });
}

try {
  const python = interpreter();
  if (python === undefined) {
    console.log('Skipped: there is no python3 on this machine, so TensorBoard cannot be asked.');
  } else {
    const events = path.join(folder, 'events');
    await writeEvents(events);
    const found = JSON.parse(
      execFileSync(python, [path.join(here, 'read_events.py'), events], { encoding: 'utf8' })
        .trim()
        .split('\n')
        .at(-1),
    );
    const wanted = {
      'train/loss': [
        [1, 1],
        [2, 0.5],
        [3, -3],
        [4, -4],
        [300, -300],
      ],
      'train/größe': [
        [1, 1],
        [2, 2],
      ],
    };
    if (!isDeepStrictEqual(found, wanted)) {
      console.error(`TensorBoard reads ${JSON.stringify(found)}, written were ${JSON.stringify(wanted)}.`);
      process.exitCode = 1;
    } else console.log('TensorBoard reads every scalar that was written, and drops what a resumed run writes again.');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
