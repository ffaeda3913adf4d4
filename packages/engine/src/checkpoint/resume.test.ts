import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findCheckpoint } from './checkpoint-folder.js';
import { lossStatesFile, optimizerFile, weightsFile } from './format.js';

const child = fileURLToPath(new URL('../testing/toy-child.mjs', import.meta.url));
const root = mkdtempSync(path.join(tmpdir(), 'ecm-resume-'));
const totalSteps = 12;

interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** Last step that the process reported. */
  readonly step: number;
}

/** Runs the toy training in a process; `watch` may kill it. */
function run(folder: string, watch: (kill: (signal: NodeJS.Signals) => void, step: number) => void = () => undefined): Promise<Run> {
  return new Promise((resolve, reject) => {
    const options = JSON.stringify({ folder, totalSteps, checkpointEvery: 1, width: 6_000, backend: 'wasm' });
    const running = spawn(process.execPath, [child, options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const step = () => Number(/step (\d+)\n(?!.*step)/s.exec(output)?.[1] ?? 0);
    const poll = setInterval(() => {
      watch((signal) => running.kill(signal), step());
    }, 1);
    running.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    running.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    running.on('error', reject);
    running.on('close', (code, signal) => {
      clearInterval(poll);
      resolve({ code, signal, output, step: step() });
    });
  });
}

const bitsOf = (folder: string) =>
  [weightsFile, optimizerFile, lossStatesFile].map((file) => readFileSync(path.join(findCheckpoint(folder), file)));
const isWriting = (folder: string) => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('.tmp-'));

describe('a resumed run', () => {
  let unbroken: Buffer[];

  beforeAll(async () => {
    const folder = path.join(root, 'unbroken');
    expect(await run(folder)).toMatchObject({ code: 0, step: totalSteps });
    unbroken = bitsOf(folder);
  }, 60_000);

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('ends with the same bits after SIGKILL in the middle of training', async () => {
    const folder = path.join(root, 'killed-in-step');
    for (const stopAt of [4, 8]) {
      const killed = await run(folder, (kill, step) => {
        if (step >= stopAt) kill('SIGKILL');
      });
      expect(killed.signal).toBe('SIGKILL');
    }
    expect(await run(folder)).toMatchObject({ code: 0, step: totalSteps });
    expect(bitsOf(folder)).toEqual(unbroken);
  });

  it('ends with the same bits after SIGKILL while checkpoints are being written', async () => {
    const folder = path.join(root, 'killed-in-write');
    let leftovers = 0;
    // The delay picks another moment of the writing each time; without a checkpoint a run starts anew.
    for (let attempt = 0; leftovers < 3 && attempt < totalSteps; attempt++) {
      const delay = 2 * attempt;
      let seen: number | undefined;
      await run(folder, (kill) => {
        if (isWriting(folder)) seen ??= performance.now();
        if (seen !== undefined && performance.now() - seen >= delay) kill('SIGKILL');
      });
      if (isWriting(folder)) leftovers += 1;
    }
    expect(leftovers).toBeGreaterThan(0);
    expect(await run(folder)).toMatchObject({ code: 0, step: totalSteps });
    expect(bitsOf(folder)).toEqual(unbroken);
    expect(readdirSync(folder).sort()).toEqual(['latest', 'step-00000011', 'step-00000012']);
  });

  it('ends with the same bits after SIGINT, which finishes the step and writes a checkpoint', async () => {
    const folder = path.join(root, 'interrupted');
    let sent = false;
    const interrupted = await run(folder, (kill, step) => {
      if (step < 4 || sent) return;
      sent = true;
      kill('SIGINT');
    });
    expect(interrupted.output).toContain(`interrupted ${interrupted.step}`);
    expect(findCheckpoint(folder)).toContain(`step-${String(interrupted.step).padStart(8, '0')}`);
    expect(await run(folder)).toMatchObject({ code: 0, step: totalSteps });
    expect(bitsOf(folder)).toEqual(unbroken);
  });
});
