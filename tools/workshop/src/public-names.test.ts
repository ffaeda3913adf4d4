import { existsSync } from 'node:fs';
import path from 'node:path';

import { expect, it } from 'vitest';

import { manifestOf, publishedFolders, read, root } from './repository.js';

/** Names that an entry file exports; the style asks for explicit lists, so the text says them all. */
function exportedNames(file: string): string[] {
  const text = read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/gu)].flatMap(([, names = '']) => names.split(','));
  const listed = lists
    .map((name) =>
      name
        .replace(/.* as /su, '')
        .replace(/^\s*type /u, '')
        .trim(),
    )
    .filter((name) => name !== '');
  const declared = [...text.matchAll(/export (?:declare )?(?:const|function|class|interface|type|async function) (\w+)/gu)].map(
    ([, name = '']) => name,
  );
  expect(text.includes('export *'), `${file} exports *: name what is public`).toBe(false);
  return [...listed, ...declared].sort();
}

const entries = publishedFolders().flatMap((folder) =>
  Object.entries(manifestOf(folder).exports ?? {})
    .filter(([entry]) => !entry.endsWith('.json') && !entry.includes('*'))
    .map(([entry, target]) => ({
      name: `${folder.slice('packages/'.length)}${entry.slice(1)}`,
      file: path.posix.join(folder, (target as Record<string, string>)['@ecm/source'] ?? ''),
    })),
);

it.each(entries)('keeps the public names of $name', async ({ name, file }) => {
  expect(existsSync(path.join(root, file)), `${file} is named in package.json but missing`).toBe(true);
  await expect(`${exportedNames(file).join('\n')}\n`).toMatchFileSnapshot(`./public-names/${name.replaceAll('/', '.')}.txt`);
});
