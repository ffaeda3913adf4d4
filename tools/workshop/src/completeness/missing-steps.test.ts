import { expect, it } from 'vitest';

import { read, repositoryFiles } from '../repository.js';
import type { Sources } from './component-folder.js';
import { missingSteps, unlistedPackages } from './missing-steps.js';

const relevant = repositoryFiles().filter((file) => /^packages\/[^/]+\/src\/.*\.ts$|^docs\/components\.md$/u.test(file));
const sources: Sources = new Map(relevant.map((file) => [file, read(file)]));

/** The repository with some files changed; undefined deletes. */
function changed(changes: Readonly<Record<string, ((text: string) => string) | undefined>>): Sources {
  const copy = new Map(sources);
  for (const [file, change] of Object.entries(changes)) {
    const text = copy.get(file);
    if (text === undefined) throw new Error(`${file} is not there any more: choose another example.`);
    if (change === undefined) copy.delete(file);
    else copy.set(file, change(text));
  }
  return copy;
}

/** What is missing after the change and was not missing before. */
const missingAfter = (changes: Parameters<typeof changed>[0]): string[] => {
  const before = new Set(missingSteps(sources));
  return missingSteps(changed(changes)).filter((sentence) => !before.has(sentence));
};

/** Deletes the files of a folder that end in a certain way. */
const deleted = (folder: string, end: string): Record<string, undefined> =>
  Object.fromEntries(
    [...sources.keys()].filter((file) => file.startsWith(`${folder}/`) && file.endsWith(end)).map((file) => [file, undefined]),
  );

it('finds every component complete', () => {
  expect(missingSteps(sources)).toEqual([]);
  expect(unlistedPackages(sources)).toEqual([]);
});

const ecm = 'packages/losses/src/ecm';
const without = (pattern: RegExp) => (text: string) => text.replaceAll(pattern, '');

it('says when a registration is missing', () => {
  expect(missingAfter({ 'packages/losses/src/components.ts': without(/^ {2}ecmLossComponent,$/gmu) })).toMatchInlineSnapshot(`
    [
      "packages/losses/src/ecm is not registered: add ecmLossComponent to the list in packages/losses/src/components.ts.",
    ]
  `);
});

it('says when an export is missing', () => {
  expect(missingAfter({ 'packages/losses/src/index.ts': without(/^.*'\.\/ecm\/.*$/gmu) })).toMatchInlineSnapshot(`
    [
      "packages/losses/src/ecm is not exported: name its class in packages/losses/src/index.ts.",
    ]
  `);
});

it('says when the row in the docs is missing', () => {
  expect(missingAfter({ 'docs/components.md': without(/^\| classification-loss \| `ecm` \|.*$/gmu) })).toMatchInlineSnapshot(`
    [
      "docs/components.md lacks the classification-loss ecm of packages/losses/src/ecm: run npm run generate.",
    ]
  `);
});

it('says when the schema is missing', () => {
  expect(missingAfter(deleted(ecm, '.schema.ts'))).toMatchInlineSnapshot(`
    [
      "packages/losses/src/ecm has no *.schema.ts: write the options of packages/losses/src/ecm/ecm-loss.component.ts there.",
    ]
  `);
});

it('says when the test is missing', () => {
  expect(missingAfter(deleted('packages/necks/src/fpn', '.test.ts'))).toMatchInlineSnapshot(`
    [
      "packages/necks/src/fpn has no test: write packages/necks/src/fpn/fpn.test.ts.",
    ]
  `);
});

it('says when folder and type differ', () => {
  expect(missingAfter({ [`${ecm}/ecm-loss.component.ts`]: (text) => text.replace("type: 'ecm'", "type: 'margin'") }))
    .toMatchInlineSnapshot(`
    [
      "packages/losses/src/ecm/ecm-loss.component.ts says type: 'margin' in the folder ecm: folder and type must be the same word.",
      "docs/components.md lacks the classification-loss margin of packages/losses/src/ecm: run npm run generate.",
    ]
  `);
});

it('says when a package is in no run', () => {
  expect(unlistedPackages(changed({ 'packages/runtime/src/wiring/all-components.ts': without(/^ {2}\.\.\.necksComponents,$/gmu) })))
    .toMatchInlineSnapshot(`
    [
      "packages/necks/src/components.ts is in no run: add ...necksComponents to packages/runtime/src/wiring/all-components.ts.",
    ]
  `);
});
