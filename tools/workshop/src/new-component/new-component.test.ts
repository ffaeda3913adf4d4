import { expect, it } from 'vitest';

import { missingSteps } from '../completeness/missing-steps.js';
import { docComment } from '../loss-pages/doc-comment.js';
import { lossNotes } from '../loss-pages/loss-notes.js';
import { read, readIfThere, repositoryFiles } from '../repository.js';
import { familyPlaces } from './families.js';
import { newComponent } from './new-component.js';

const sources = new Map(repositoryFiles().flatMap((file) => (/^packages\/[^/]+\/src\/.*\.ts$/u.test(file) ? [[file, read(file)]] : [])));

/** Lines that an edited file has gained. */
const added = (file: string, text: string): string[] => {
  const before = new Set(read(file).split('\n'));
  return text.split('\n').filter((line) => !before.has(line));
};

it('writes, registers and exports a loss', () => {
  const { files, source } = newComponent('loss', 'workshop-trial-loss', readIfThere);
  expect([...files.keys()]).toEqual([
    'packages/losses/src/workshop-trial/workshop-trial-loss.ts',
    'packages/losses/src/workshop-trial/workshop-trial-loss.schema.ts',
    'packages/losses/src/workshop-trial/workshop-trial-loss.component.ts',
    'packages/losses/src/workshop-trial/workshop-trial-loss.test.ts',
    'packages/losses/src/workshop-trial/workshop-trial-loss.md',
    'packages/losses/src/components.ts',
    'packages/losses/src/index.ts',
    '.changeset/new-losses-workshop-trial-loss.md',
  ]);
  expect(source).toBe('packages/losses/src/workshop-trial/workshop-trial-loss.ts');
  expect(files.get(source)).toContain('export class WorkshopTrialLoss implements ClassificationLoss {');
  expect(added('packages/losses/src/index.ts', files.get('packages/losses/src/index.ts')!)).toEqual([
    "export { WorkshopTrialLoss } from './workshop-trial/workshop-trial-loss.js';",
  ]);
});

it.each(['loss', 'box-loss', 'mask-loss'])('starts the notes of a new %s, from which its page is made', (family) => {
  const { files, source } = newComponent(family, 'workshop-trial', readIfThere);
  const notes = source.replace('.ts', '.md');
  expect(lossNotes(notes, files.get(notes)!).title).toBe('WorkshopTrialLoss');
  expect(docComment(source, files.get(source)!, 'WorkshopTrialLoss').see).toContain('the paper');
});

it('keeps the list of components in the order of the types', () => {
  const list = newComponent('loss', 'workshop-trial', readIfThere).files.get('packages/losses/src/components.ts')!;
  const [imports = '', entries = ''] = list.split(' = [');
  expect(imports).toContain("import { workshopTrialLossComponent } from './workshop-trial/workshop-trial-loss.component.js';");
  const names = (text: string): string[] => text.match(/\w+LossComponent/gu) ?? [];
  expect(names(entries)).toEqual(names(imports));
  expect(names(entries)).toContain('workshopTrialLossComponent');
});

it('exports data sets, which read files, from the node entry', () => {
  const { files } = newComponent('dataset', 'objects365', readIfThere);
  expect(added('packages/datasets/src/node/index.ts', files.get('packages/datasets/src/node/index.ts')!)).toEqual([
    "export { Objects365Dataset } from '../objects365/objects365-dataset.js';",
  ]);
});

it.each(Object.keys(familyPlaces))('leaves no step of a new %s to the author but the generated row', (family) => {
  const { files } = newComponent(family, 'workshop-trial', readIfThere);
  const before = new Set(missingSteps(sources));
  const missing = missingSteps(new Map([...sources, ...files])).filter((sentence) => !before.has(sentence));
  expect(missing).toEqual([expect.stringMatching(/^docs\/components\.md lacks the \S+ workshop-trial of .*: run npm run generate\.$/u)]);
});

it('refuses unknown families, bad names and names that are taken', () => {
  const refusal = (family?: string, name?: string) => () => newComponent(family, name, readIfThere);
  expect(refusal('los', 'workshop-trial-loss')).toThrowErrorMatchingInlineSnapshot(
    `[Error: There is no family "los". Known: anchor-generator, assigner, backbone, box-coder, box-head, box-loss, classification-loss, dataset, detector, evaluator, image-sampler, learning-rate, loss, map-predictor, mask-head, mask-loss, neck, norm, optimizer, predictor, proposal-head, region-predictor, region-sampler, schedule. Example: npm run new -- loss my-loss]`,
  );
  expect(refusal('neck', 'MyNeck')).toThrowErrorMatchingInlineSnapshot(
    `[Error: "MyNeck" is no name for a neck: use kebab-case. Example: npm run new -- loss my-loss]`,
  );
  expect(refusal('loss')).toThrowErrorMatchingInlineSnapshot(
    `[Error: "" is no name for a classification loss: use kebab-case. Example: npm run new -- loss my-loss]`,
  );
  expect(refusal('loss', 'ecm-loss')).toThrowErrorMatchingInlineSnapshot(
    `[Error: packages/losses/src/ecm/ecm-loss.ts exists already: choose another name.]`,
  );
});

it('knows every family', () => {
  const defined = [...sources]
    .filter(([file]) => file.startsWith('packages/core/src/') && !file.endsWith('.test.ts'))
    .flatMap(([, text]) => [...text.matchAll(/= defineFamily<[^;]*\('([^']+)'\)/gu)].map(([, name = '']) => name));
  expect(defined.length).toBeGreaterThan(20);
  const unknown = defined.filter((name) => familyPlaces[name] === undefined);
  expect(
    unknown.map((name) => `npm run new does not know the family ${name}: add it to tools/workshop/src/new-component/families.ts`),
  ).toEqual([]);
});
