import type { Command } from '@commander-js/extra-typings';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { createProgram } from './program.js';
import { ecm } from './testing/ecm-process.js';

const folder = mkdtempSync(path.join(tmpdir(), 'ecm-cli-'));

function leaves(command: Command, name: string): { name: string; help: string }[] {
  if (command.commands.length > 0) return command.commands.flatMap((child) => leaves(child as Command, `${name} ${child.name()}`));
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) });
  command.outputHelp();
  return [{ name, help }];
}

it.each(leaves(await createProgram(), 'ecm'))('$name has a help with an example', ({ help }) => {
  expect(help).toContain('Usage:');
  expect(help).toMatch(/Examples?:\n/u);
  expect(help).not.toMatch(/default:\s+(?:false|\{\}|\[\])/u);
});

describe('ecm', { timeout: 60_000 }, () => {
  it('ends with 2 and a hint for wrong usage, without a stack trace', async () => {
    for (const args of [
      ['tain'],
      ['train'],
      ['eval', '--gt', 'x.json'],
      ['train', 'c.json', '--set', 'steps=3'],
      ['train', 'missing.json'],
    ]) {
      const { code, stderr } = await ecm(args, folder);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr, args.join(' ')).not.toMatch(/\n\s+at /u);
    }
  });

  it('ends with 1 and a sentence for broken data', async () => {
    writeFileSync(path.join(folder, 'gt.json'), '{"images":[],"annotations":[],"cat');
    writeFileSync(path.join(folder, 'dt.json'), '[]');
    const { code, stderr } = await ecm(['eval', '--gt', 'gt.json', '--dt', 'dt.json'], folder);
    expect(code).toBe(1);
    expect(stderr).toContain('gt.json');
    expect(stderr).not.toMatch(/\n\s+at /u);
    const missing = await ecm(['data', 'stats', 'nowhere.json'], folder);
    expect(missing).toMatchObject({ code: 1, stderr: 'UserError: There is no file or folder "nowhere.json".\n' });
  });

  it('evaluates result files to the reference figures', async () => {
    // Values of lvis-api on the edge set, rounded to one decimal as the table prints them.
    const goldens = new URL('../../testing/goldens/evaluation/', import.meta.url).pathname;
    const golden = readFileSync(path.join(goldens, 'expected_edge_lvis_bbox.json'), 'utf8');
    const { metrics } = JSON.parse(golden) as { metrics: Record<string, number> };
    const args = ['eval', '--gt', path.join(goldens, 'edge_gt.json'), '--dt', path.join(goldens, 'edge_detections_bbox.json')];
    const { code, stdout } = await ecm([...args, '--json', '--csv', 'classes.csv'], folder);
    expect(code).toBe(0);
    const [result] = JSON.parse(stdout) as { summary: Record<string, number> }[];
    expect(result?.summary['AP']).toBeCloseTo(metrics['AP'] ?? Number.NaN, 9);
    expect(readFileSync(path.join(folder, 'classes.csv'), 'utf8').split('\n')[0]).toMatch(
      /^protocol,iou,id,name,frequency,objects,detections,AP/u,
    );
  });

  it('prints JSON for programs', async () => {
    const { stdout } = await ecm(['env', '--json'], folder);
    expect(JSON.parse(stdout)).toMatchObject({ backends: { cpu: 'works', wasm: 'works' } });
  });
});
