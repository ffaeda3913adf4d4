import { allComponents, experimentSchemaDocument } from '@ecm/runtime';
import { expect, it } from 'vitest';

import { readIfThere } from '../repository.js';
import { componentsPage } from './components-page.js';
import { generatedFiles, staleFiles } from './generated-files.js';

it('keeps docs/components.md and the editors’ schema as new as the schemas', () => {
  const generated = generatedFiles({ components: allComponents, experimentSchema: experimentSchemaDocument() });
  expect(staleFiles(generated, readIfThere)).toEqual([]);
});

it('notices a changed default and says what to do', () => {
  const before = generatedFiles({ components: allComponents, experimentSchema: {} });
  const changed = allComponents.map((component) =>
    component.type === 'seesaw' ? { ...component, schema: { properties: { p: { type: 'number', default: 0.7 } } } } : component,
  );
  const after = generatedFiles({ components: changed, experimentSchema: {} });
  expect(staleFiles(after, (file) => before.get(file))).toMatchInlineSnapshot(`
    [
      "docs/components.md is older than the components' schemas: run npm run generate and commit what it writes.",
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
