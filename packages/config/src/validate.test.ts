import { defineComponent, defineFamily } from '@ecm/core';
import { expect, it } from 'vitest';

import { Catalogue } from './catalogue.js';
import { schemaDocument } from './schema-document.js';
import { validate } from './validate.js';

const lossFamily = defineFamily<object>('loss');
const headFamily = defineFamily<object>('head');

const loss = defineComponent<{ type: 'ecm' }>()({
  family: lossFamily,
  type: 'ecm',
  schema: {
    type: 'object',
    properties: { type: { const: 'ecm' }, backgroundRatio: { type: 'number', exclusiveMinimum: 0, default: 6.3313 } },
    required: ['type'],
    additionalProperties: false,
  },
  services: {},
  create: () => ({}),
});
const head = defineComponent<{ type: 'box' }>()({
  family: headFamily,
  type: 'box',
  schema: {
    type: 'object',
    properties: {
      type: { const: 'box' },
      loss: { type: 'object', properties: { type: { type: 'string' } }, required: ['type'], 'x-slot': 'loss', default: { type: 'ecm' } },
    },
    required: ['type'],
    additionalProperties: false,
  },
  services: {},
  create: () => ({}),
});
const catalogue = new Catalogue([loss, head]);
const outer = {
  type: 'object',
  properties: {
    heads: { type: 'array', items: { type: 'object', properties: { type: { type: 'string' } }, required: ['type'], 'x-slot': 'head' } },
    steps: { type: 'integer', minimum: 1 },
  },
  required: ['steps'],
  additionalProperties: false,
};
const problemsOf = (config: unknown): string[] =>
  validate(config, outer, catalogue, '').problems.map(({ path, message }) => `${path}: ${message}`);

it('fills defaults in slots inside slots', () => {
  const { config, problems } = validate({ steps: 1, heads: [{ type: 'box' }] }, outer, catalogue, '');
  expect(problems).toEqual([]);
  expect(config).toEqual({ steps: 1, heads: [{ type: 'box', loss: { type: 'ecm', backgroundRatio: 6.3313 } }] });
});

it('names path, value, known names and the nearest one, all problems at once', () => {
  expect(
    problemsOf({
      step: 1,
      heads: [
        { type: 'box', loss: { type: 'emc' } },
        { type: 'box', loss: { type: 'ecm', backgroundRation: 3 } },
      ],
    }),
  ).toMatchInlineSnapshot(`
      [
        ": needs the key "steps".",
        ": unknown key "step". Did you mean "steps"? Known: heads, steps.",
        "/heads/0/loss/type: unknown loss "emc". Did you mean "ecm"? Known: ecm.",
        "/heads/1/loss: unknown key "backgroundRation". Did you mean "backgroundRatio"? Known: type, backgroundRatio.",
      ]
    `);
  expect(problemsOf({ steps: 0, heads: [{ type: 'box', loss: { type: 'ecm', backgroundRatio: 'much' } }] })).toMatchInlineSnapshot(`
    [
      "/steps: must be >= 1, but is 0.",
      "/heads/0/loss/backgroundRatio: must be of type number, but is "much".",
    ]
  `);
});

it('refuses two components of one name', () => {
  expect(() => new Catalogue([loss, loss])).toThrow('Two components of family loss are called "ecm"');
});

it('writes one schema with a choice for every slot', () => {
  const document = schemaDocument(outer, catalogue, 'experiment.schema.json') as {
    $defs: Record<string, unknown>;
    properties: Record<string, unknown>;
  };
  expect(Object.keys(document.$defs)).toEqual(['include', 'head.box', 'head', 'loss.ecm', 'loss']);
  expect(document.properties['heads']).toEqual({ type: 'array', items: { $ref: '#/$defs/head' } });
});
