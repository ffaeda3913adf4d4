import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { startEcm } from '../testing/ecm-process.js';

it('removes half-written files on Ctrl-C, and clears away those of killed runs', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ecm-parts-'));
  const annotations = Array.from({ length: 200_000 }, (_, id) => ({
    id,
    image_id: 1,
    category_id: 1,
    bbox: [1, 2, 3, 4],
    note: 'x'.repeat(99),
  }));
  const file = { images: [{ id: 1, width: 9, height: 9, file_name: 'a.png' }], categories: [{ id: 1, name: 'one' }], annotations };
  writeFileSync(path.join(folder, 'all.json'), JSON.stringify(file));
  const written = (): string[] => readdirSync(folder).filter((name) => name.startsWith('out.json'));
  const cutOff = async (signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly stderr: string }> => {
    const before = written().length;
    const { child, outcome } = startEcm(['data', 'convert', 'lvis', 'all.json', '--to', 'coco', '--out', 'out.json'], folder);
    while (written().length === before && child.exitCode === null) await setTimeout(5);
    child.kill(signal);
    return outcome;
  };
  expect(await cutOff('SIGINT')).toMatchObject({ code: 130, stderr: 'Stopped; nothing half-written is left.\n' });
  expect(written()).toEqual([]);
  await cutOff('SIGKILL');
  expect(written()).toEqual([expect.stringMatching(/^out\.json\..+\.part$/u)]);
  const { outcome } = startEcm(['data', 'convert', 'lvis', 'all.json', '--to', 'coco', '--out', 'out.json'], folder);
  expect((await outcome).code).toBe(0);
  expect(written()).toEqual(['out.json']);
});
