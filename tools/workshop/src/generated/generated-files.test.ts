import { allComponents, experimentSchemaDocument } from '@ecm/runtime';
import { useBackend } from '@ecm/tensor';
import { beforeAll, expect, it } from 'vitest';

import { readIfThere, repositoryFiles } from '../repository.js';
import { componentsPage } from './components-page.js';
import { generatedFiles, staleFiles } from './generated-files.js';

const source = { components: allComponents, experimentSchema: experimentSchemaDocument(), read: readIfThere };
let generated: ReadonlyMap<string, string>;

beforeAll(async () => {
  await useBackend('cpu');
  generated = generatedFiles(source);
});

it('keeps docs/components.md, the pages of the losses and the editors’ schema as new as what they are made from', () => {
  expect(staleFiles(generated, readIfThere)).toEqual([]);
});

it('leaves no page of a loss that is gone', () => {
  expect(repositoryFiles().filter((file) => file.startsWith('docs/losses/') && !generated.has(file))).toEqual([]);
});

it('notices a changed default and says what to do', () => {
  const changed = allComponents.map((component) =>
    component.type === 'seesaw' ? { ...component, schema: { properties: { p: { type: 'number', default: 0.7 } } } } : component,
  );
  const after = generatedFiles({ ...source, components: changed });
  expect(staleFiles(after, (file) => generated.get(file))).toMatchInlineSnapshot(`
    [
      "docs/components.md is older than what it is made from: run npm run generate and commit what it writes.",
      "docs/losses/seesaw.md is older than what it is made from: run npm run generate and commit what it writes.",
      "docs/losses/seesaw.svg is older than what it is made from: run npm run generate and commit what it writes.",
    ]
  `);
});

it('writes one row per component and one table of its options', () => {
  const component = {
    family: { name: 'neck' },
    type: 'tiny',
    schema: {
      description: 'A small neck',
      properties: {
        type: { const: 'tiny' },
        mode: { enum: ['a', 'b'], default: 'a', description: 'Either a | b' },
        norm: { type: 'object', 'x-slot': 'norm', description: 'Norm' },
      },
    },
    services: {},
    create: () => undefined,
  };
  expect(componentsPage([component])).toMatchInlineSnapshot(`
    "# Components

    Made from the schemas by \`npm run generate\`; do not edit.

    | family | type | what it is |
    | --- | --- | --- |
    | neck | \`tiny\` | A small neck |

    ## Options

    ### neck \`tiny\`

    A small neck

    | option | kind | default | meaning |
    | --- | --- | --- | --- |
    | \`mode\` | a, b | \`"a"\` | Either a \\| b |
    | \`norm\` | slot: norm |  | Norm |
    "
  `);
});
