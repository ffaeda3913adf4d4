// A copy of the repository in which sources can be changed and tests run, while the tree itself stays as it is.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Folders that the tests read but git does not know: what the compiler wrote. */
const compiled = ['dist'];

/**
 * Copies what git knows; packages of others are shared, our own resolve to the copy.
 *
 * @returns the folder of the copy
 */
export function workCopy(root) {
  const copy = mkdtempSync(path.join(tmpdir(), 'ecm-mutation-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, maxBuffer: 2 ** 26 });
  for (const file of files
    .toString()
    .split('\0')
    .filter((name) => name !== '' && existsSync(path.join(root, name)))) {
    cpSync(path.join(root, file), path.join(copy, file));
  }
  for (const home of readdirSync(path.join(root, 'packages'))) {
    for (const folder of compiled) {
      const from = path.join(root, 'packages', home, folder);
      if (existsSync(from)) cpSync(from, path.join(copy, 'packages', home, folder), { recursive: true });
    }
  }
  for (const home of readdirSync(path.join(root, 'packages'))) {
    const own = path.join(root, 'packages', home, 'node_modules');
    if (existsSync(own)) symlinkSync(own, path.join(copy, 'packages', home, 'node_modules'));
  }
  shareModules(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

function shareModules(from, to) {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== '@ecm' && !name.startsWith('.')) symlinkSync(path.join(from, name), path.join(to, name));
  }
  mkdirSync(path.join(to, '@ecm'));
  for (const name of readdirSync(path.join(from, '@ecm'))) {
    symlinkSync(readlinkSync(path.join(from, '@ecm', name)), path.join(to, '@ecm', name));
  }
}
