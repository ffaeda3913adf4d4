import { expect, it } from 'vitest';

import { read, repositoryFiles } from '../repository.js';
import type { Sources } from './component-folder.js';
import { missingSteps, unlistedPackages } from './missing-steps.js';
import { untestedFolders } from './untested-folders.js';

const relevant = repositoryFiles().filter((file) =>
  /^packages\/[^/]+\/src\/.*\.ts$|^tools\/parity\/src\/.*\.test\.ts$|^docs\/components\.md$/u.test(file),
);
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

it('finds a test for every folder of sources', () => {
  const evaluationGoldens = 'packages/evaluators/src/evaluation-goldens.test.ts';
  const everyLoss = 'packages/losses/src/components.test.ts';
  const lossGoldens = 'tools/parity/src/losses/losses.test.ts';
  const coveredBy = {
    'packages/evaluators/src/detections': evaluationGoldens,
    'packages/evaluators/src/matching': evaluationGoldens,
    'packages/evaluators/src/protocol': evaluationGoldens,
    'packages/evaluators/src/results': evaluationGoldens,
    'packages/evaluators/src/rules': evaluationGoldens,
    'packages/losses/src/fused': everyLoss,
    'packages/losses/src/reference/boxes': lossGoldens,
    'packages/losses/src/reference/loce': lossGoldens,
    'packages/losses/src/state': everyLoss,
    'packages/losses/src/statistics': everyLoss,
    'packages/report/src/sections': 'packages/report/src/render-report.test.ts',
  };
  expect(untestedFolders(sources, ['packages/core', 'packages/testing'], coveredBy)).toEqual([]);
});

it('says which folder has no test', () => {
  const example: Sources = new Map([
    ['packages/a/src/one/one.ts', 'export const one = 1;'],
    ['packages/a/src/one/one.test.ts', "import { one } from './one.js';"],
    ['packages/a/src/two/two.ts', 'export const two = 2;'],
    ['packages/a/src/three/three.ts', 'export const three = 3;'],
    ['packages/a/src/all.test.ts', "import { three } from './three/three.js';"],
    ['packages/a/src/types/types.ts', 'export interface Four {}'],
  ]);
  expect(untestedFolders(example, [])).toEqual(['packages/a/src/two has sources that no test names: write one beside them.']);
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
