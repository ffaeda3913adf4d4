import { allComponents } from '@ecm/runtime';
import { expect, it } from 'vitest';

import { schemaProblems } from './schema-problems.js';

it('describes every component and option, gives names to schemas and refuses unknown keys', () => {
  expect(allComponents.flatMap(schemaProblems)).toEqual([]);
});

it('says what a schema lacks', () => {
  const schema = { type: 'object', properties: { type: { const: 'tiny' }, size: { type: 'number' } } };
  expect(schemaProblems({ family: { name: 'neck' }, type: 'tiny', schema })).toMatchInlineSnapshot(`
    [
      "The schema of neck tiny has no title: say in one name what it is.",
      "The schema of neck tiny has no description: say in one sentence what it is.",
      "The schema of neck tiny must say additionalProperties: false, so that misspelt options are noticed.",
      "The schema of neck tiny does not describe the option size: say what it does and where its default comes from.",
    ]
  `);
});
