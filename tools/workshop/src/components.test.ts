import { allComponents } from '@ecm/runtime';
import { expect, it } from 'vitest';

import { packageFolders, read, repositoryFiles } from './repository.js';

const files = repositoryFiles();
const folders = files.flatMap((file) => {
  const [, folder, name] = /^(packages\/[^/]+\/src\/(?:.*\/)?([^/]+))\/[^/]+\.component\.ts$/u.exec(file) ?? [];
  return folder === undefined || name === undefined ? [] : [{ folder, name, component: file }];
});

it.each(folders)('$folder is a whole component', ({ folder, name, component }) => {
  const inside = files.filter((file) => file.startsWith(`${folder}/`) && !file.slice(folder.length + 1).includes('/'));
  const has = (pattern: RegExp): boolean => inside.some((file) => pattern.test(file));
  expect(has(/\.schema\.ts$/u), `${folder} has no *.schema.ts: write its options there`).toBe(true);
  expect(has(/\.test\.ts$/u), `${folder} has no test: write one beside the source`).toBe(true);
  expect(read(component), `${component} must say type: '${name}', the name of its folder`).toContain(`type: '${name}'`);
});

it('registers every component folder', () => {
  const types = new Set(allComponents.map(({ type }) => type));
  const forgotten = folders
    .filter(({ name }) => !types.has(name))
    .map(({ folder, name }) => `${folder} is not registered: add ${name} to components.ts of its package`);
  expect(forgotten).toEqual([]);
});

it('exports every component from its package', () => {
  const forgotten = folders.flatMap(({ component }) => {
    const packageFolder = packageFolders().find((folder) => component.startsWith(`${folder}/`)) ?? '';
    const exported = /export const (\w+Component)\b/u.exec(read(component))?.[1] ?? '';
    const entry = files
      .filter((file) => file.startsWith(`${packageFolder}/src/`) && /\/(?:index|components)\.ts$/u.test(file))
      .map(read)
      .join('\n');
    return entry.includes(exported) ? [] : [`${component} is not exported: add ${exported} to ${packageFolder}/src/index.ts`];
  });
  expect(forgotten).toEqual([]);
});

it('documents every component in docs/components.md', () => {
  const page = read('docs/components.md');
  const forgotten = allComponents.filter(({ family, type }) => !page.includes(`| ${family.name} | \`${type}\` |`));
  expect(forgotten.map(({ family, type }) => `docs/components.md lacks ${family.name} ${type}: run npm run generate`)).toEqual([]);
});

it('gives every option a description and refuses unknown keys', () => {
  const problems = allComponents.flatMap(({ family, type, schema }) => {
    const options = Object.entries((schema['properties'] ?? {}) as Record<string, { description?: string; const?: string }>);
    const silent = options
      .filter(([key, option]) => key !== 'type' && option.description === undefined)
      .map(([key]) => `${family.name} ${type}: option ${key} has no description`);
    return schema['additionalProperties'] === false
      ? silent
      : [...silent, `${family.name} ${type}: its schema must say additionalProperties: false`];
  });
  expect(problems).toEqual([]);
});
