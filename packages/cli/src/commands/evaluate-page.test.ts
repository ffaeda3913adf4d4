import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const page = readFileSync(path.join(root, 'docs/evaluate.md'), 'utf8');
/** Commands of the page, each with the text below that says what it prints, if there is one. */
const commands = Array.from(page.matchAll(/```sh\nnpx ecm (.*)\n```\n(?:\n```text\n([\s\S]*?)```)?/gu), ([, command = '', printed]) => ({
  command,
  printed,
}));

it.each(commands)('docs/evaluate.md: ecm $command', { timeout: 120_000 }, async ({ command, printed }) => {
  const args = command.split(' ').map((arg) => (arg.startsWith('packages/') ? path.join(root, arg) : arg));
  const { code, stdout } = await ecm(args, mkdtempSync(path.join(tmpdir(), 'ecm-page-')));
  expect(code).toBe(0);
  if (printed !== undefined) expect(stdout).toBe(printed);
});

it('finds the commands of the page', () => {
  expect(commands.map(({ printed }) => printed !== undefined)).toEqual([true, true, false]);
});
