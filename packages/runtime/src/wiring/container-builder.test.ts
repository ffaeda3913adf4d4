import { BuilderToken, createToken, defineComponent, defineFamily } from '@ecm/core';
import { expect, it } from 'vitest';

import { ContainerBuilder } from './container-builder.js';

const CountsToken = createToken<readonly number[]>('test-counts');
const lossFamily = defineFamily<{ value(): number }, { classes: number }>('test-loss');
const headFamily = defineFamily<{ loss: { value(): number } }>('test-head');

const loss = defineComponent<{ type: 'sum'; factor: number }>()({
  family: lossFamily,
  type: 'sum',
  schema: {
    type: 'object',
    properties: { type: { const: 'sum' }, factor: { type: 'number', default: 2 } },
    required: ['type'],
    additionalProperties: false,
  },
  services: { counts: CountsToken },
  create: (config, { given, services }) => ({ value: () => config.factor * given.classes * services.counts.reduce((a, b) => a + b, 0) }),
});
const head = defineComponent<{ type: 'box'; loss: { type: string } }>()({
  family: headFamily,
  type: 'box',
  schema: {
    type: 'object',
    properties: {
      type: { const: 'box' },
      loss: { type: 'object', properties: { type: { type: 'string' } }, required: ['type'], 'x-slot': 'test-loss' },
    },
    required: ['type', 'loss'],
    additionalProperties: false,
  },
  services: { builder: BuilderToken },
  create: (config, { services, path }) => ({ loss: services.builder.build(lossFamily, config.loss, `${path}/loss`, { classes: 3 }) }),
});

it('hands config, services and given facts to components, also in slots inside slots', () => {
  const builder = new ContainerBuilder([loss, head]);
  builder.provide(CountsToken, [1, 2]);
  const config = { type: 'box', loss: { type: 'sum' } };
  expect(builder.build(headFamily, config, '/head', {}).loss.value()).toBe(2 * 3 * 3);
  builder.provide(CountsToken, [5]);
  expect(builder.build(headFamily, config, '/head', {}).loss.value()).toBe(2 * 3 * 5);
});

it('keeps the path of the inner slot in messages', () => {
  const builder = new ContainerBuilder([loss, head]);
  const build = (config: { type: string }) => () => builder.build(headFamily, config, '/head', {});
  expect(build({ type: 'box', loss: { type: 'summ' } } as never)).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: /head/loss/type: unknown test-loss "summ". Did you mean "sum"? Known: sum.]`,
  );
  expect(build({ type: 'box', loss: { type: 'sum' } } as never)).toThrowErrorMatchingInlineSnapshot(
    `[ConfigError: /head/loss: "sum" needs the service "test-counts", which this command does not provide.]`,
  );
});
