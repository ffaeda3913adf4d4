import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { loadConfig } from './load-config.js';
import { parseOverride } from './parse-override.js';

async function folderOf(files: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ecm-config-'));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function messageOf(work: Promise<unknown>, folder: string): Promise<string> {
  const error = await work.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown as Error,
  );
  return error.message.replaceAll(folder, '<folder>');
}

it('replaces a slot by the included file, whole, and then applies set and overrides in this order', async () => {
  const folder = await folderOf({
    'a.json': {
      $schema: 'x',
      model: { include: 'm.json' },
      schedule: { steps: 5 },
      set: { '/model/loss': { type: 'ecm' }, '/schedule/steps': 6 },
    },
    'm.json': { $schema: 'y', type: 'two-stage', loss: { type: 'softmax-ce' } },
  });
  const config = await loadConfig(path.join(folder, 'a.json'), parseOverride('/schedule/steps=7'));
  expect(config).toEqual({ model: { type: 'two-stage', loss: { type: 'ecm' } }, schedule: { steps: 7 } });
});

it('reads values of overrides as JSON and everything else as text', () => {
  expect(parseOverride('/a/b=[1,2]')).toEqual({ '/a/b': [1, 2] });
  expect(parseOverride('/a/b=runs/x=1')).toEqual({ '/a/b': 'runs/x=1' });
  expect(() => parseOverride('a=1')).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: "a=1" is no override. Write /path/to/value=new-value, e.g. /schedule/steps=200.]`,
  );
});

it('says what is wrong with a file and where', async () => {
  const folder = await folderOf({
    'truncated.json': '{\n  "model": {',
    'empty.json': '',
    'list.json': [],
    'beside.json': { model: { include: 'm.json', type: 'x' } },
    'deep.json': { model: { include: 'beside2.json' } },
    'beside2.json': { neck: { include: 'm.json' } },
    'nowhere.json': { schedule: { steps: 1 }, set: { '/shedule/steps': 2 } },
    'broken.json': { model: { neck: { include: 'empty.json' } } },
    'gone.json': { model: { include: 'gone-model.json' } },
  });
  const load = (name: string): Promise<string> => messageOf(loadConfig(path.join(folder, name)), folder);
  expect(await load('missing.json')).toMatchInlineSnapshot(`
    "<folder>/missing.json:
      There is no such file. Check the path."
  `);
  expect(await load('truncated.json')).toContain('line 2, column');
  expect(await load('empty.json')).toContain('the file is empty');
  expect(await load('list.json')).toContain('A config is a JSON object');
  expect(await load('beside.json')).toMatchInlineSnapshot(`
    "<folder>/beside.json:
      /model: "include" stands alone, but type stand beside it. Change values of the included file with "set"."
  `);
  expect(await load('deep.json')).toMatchInlineSnapshot(`
    "<folder>/beside2.json:
      /model/neck: An included file cannot include another ("m.json"). Include both from the config itself."
  `);
  expect(await load('nowhere.json')).toMatchInlineSnapshot(`
    "<folder>/nowhere.json:
      "set" names "/shedule/steps", but there is no "shedule" here; there are: schedule. Did you mean "schedule"?"
  `);
  expect(await load('gone.json')).toMatchInlineSnapshot(`
    "<folder>/gone.json:
      /model: The included file "gone-model.json" cannot be used (<folder>/gone-model.json). There is no such file. Check the path."
  `);
  expect(await load('broken.json')).toMatchInlineSnapshot(`
    "<folder>/broken.json:
      /model/neck: The included file "empty.json" cannot be used (<folder>/empty.json). It is not JSON: line 1, column 1: the file is empty. Fix the syntax there."
  `);
});
