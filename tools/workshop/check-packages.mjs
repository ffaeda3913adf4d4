// Packs every published package and lets publint and "are the types wrong" look at what a user would install.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { program, root } from './ensure.mjs';

const packages = readdirSync(path.join(root, 'packages')).filter(
  (name) => JSON.parse(readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8')).private !== true,
);
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-pack-'));
const complaints = [];
const check = (name, command, args) => {
  const result = spawnSync(command, args, { cwd: path.join(root, 'packages', name), encoding: 'utf8' });
  if (result.status !== 0) complaints.push(`${name}: ${path.basename(command)} says\n${result.stdout}${result.stderr}`);
  return result;
};
try {
  for (const name of packages) {
    const packed = check(name, 'npm', ['pack', '--silent', '--pack-destination', folder]);
    if (packed.status !== 0) continue;
    const tarball = path.join(folder, packed.stdout.trim().split('\n').at(-1));
    check(name, program('publint'), [tarball, '--strict']);
    check(name, program('attw'), [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji']);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const complaint of complaints) console.error(complaint);
console.log(`${packages.length} packages checked, ${complaints.length} complaints`);
process.exit(complaints.length === 0 ? 0 : 1);
