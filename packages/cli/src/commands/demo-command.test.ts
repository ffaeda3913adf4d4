import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { startEcm } from '../testing/ecm-process.js';

it('saves both trainings on one Ctrl-C and says how to go on with each', { timeout: 240_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ecm-demo-'));
  const { child, outcome } = startEcm(['demo', '--quick'], folder, { detached: true });
  const runsOf = (name: string): string => path.join(folder, 'runs', 'demo', name);
  const logOf = (name: string): string => path.join(runsOf(name), readdirSync(runsOf(name))[0] ?? '', 'log.jsonl');
  const trains = (name: string): boolean => existsSync(runsOf(name)) && existsSync(logOf(name)) && readFileSync(logOf(name), 'utf8') !== '';
  while (!trains('w2-ce') || !trains('w2-ecm')) await setTimeout(50);
  // What a terminal does: the signal goes to the whole group, the two trainings included.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const { code, stderr } = await outcome;
  expect(code).toBe(130);
  expect(stderr.match(/Stopped at step \d+\. Go on with: ecm train --resume \S+/gu)).toHaveLength(2);
  expect(stderr).not.toContain('Error');
  for (const name of ['w2-ce', 'w2-ecm']) {
    const [run = ''] = readdirSync(runsOf(name));
    expect(readdirSync(path.join(runsOf(name), run, 'checkpoints'))).toContain('latest');
  }
});
