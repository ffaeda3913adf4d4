import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const page = readFileSync(path.join(root, 'docs/data.md'), 'utf8');
/** Blocks of commands, each with the text below that says what they print, if there is one. */
const blocks = Array.from(page.matchAll(/```sh\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/gu), ([, commands = '', printed]) => ({
  commands: commands.trim().split('\n'),
  printed,
}));

it('docs/data.md prints what it says', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ecm-data-page-'));
  for (const { commands, printed } of blocks) {
    let said = '';
    for (const command of commands) {
      const args = command.replace(/^npx ecm /u, '').split(' ');
      const { code, stdout, stderr } = await ecm(
        args.map((arg) => (arg.startsWith('packages/') ? path.join(root, arg) : arg)),
        folder,
      );
      // `verify` finds flaws in the file, and says so by its exit code.
      expect(code, `${command}: ${stderr}`).toBe(command.includes('verify') ? 1 : 0);
      said += stdout.replaceAll(root, '');
    }
    if (printed !== undefined) expect(said).toBe(printed);
  }
  expect(blocks.map(({ printed }) => printed !== undefined)).toEqual([true, true, false, false]);
});
