import type { Parameter } from '@ecm/core/model';
import { ParameterStore, plainLayout, useBackend, zeros } from '@ecm/tensor';
import { beforeAll, describe, expect, it } from 'vitest';

import { ParameterRules } from './parameter-rules.js';

let parameters: readonly Parameter[];

beforeAll(async () => {
  await useBackend('cpu');
  const scope = new ParameterStore({ seed: 0 }).scope();
  const make = (name: string, axes: number) =>
    scope.parameter(name, new Array<number>(axes).fill(1), {
      layout: plainLayout,
      initialize: zeros,
      learningRateFactor: name === 'twice.weight' ? 2 : 1,
    });
  parameters = [
    make('neck.conv.weight', 4),
    make('neck.conv.bias', 1),
    make('gn.weight', 1),
    make('gn.bias', 1),
    make('scale', 0),
    make('twice.weight', 2),
  ];
});

const factorsOf = (rules: ParameterRules) =>
  Object.fromEntries(
    parameters.map((parameter) => {
      const { learningRate, weightDecay } = rules.factors(parameter, parameters);
      return [parameter.name, `${learningRate} ${weightDecay}`];
    }),
  );

describe('ParameterRules', () => {
  it("keep a parameter's own factors where no rule fits", () => {
    expect(factorsOf(new ParameterRules())).toMatchObject({ 'twice.weight': '2 1', scale: '1 1' });
  });

  it('tell biases of norms from other biases, as the one-stage configs do', () => {
    const rules = new ParameterRules([{ kind: 'bias', learningRateFactor: 2, weightDecayFactor: 0 }]);
    expect(factorsOf(rules)).toMatchInlineSnapshot(`
      {
        "gn.bias": "1 1",
        "gn.weight": "1 1",
        "neck.conv.bias": "2 0",
        "neck.conv.weight": "1 1",
        "scale": "1 1",
        "twice.weight": "2 1",
      }
    `);
  });

  it('find text anywhere in a name and take the first rule that fits', () => {
    const rules = new ParameterRules([
      { names: ['neck'], kind: 'bias', learningRateFactor: 3 },
      { names: ['conv', 'scale'], weightDecayFactor: 0 },
      { kind: 'norm', weightDecayFactor: 0.5 },
      { names: ['twice'], learningRateFactor: 5 },
    ]);
    expect(factorsOf(rules)).toMatchInlineSnapshot(`
      {
        "gn.bias": "1 0.5",
        "gn.weight": "1 0.5",
        "neck.conv.bias": "3 1",
        "neck.conv.weight": "1 0",
        "scale": "1 0",
        "twice.weight": "10 1",
      }
    `);
  });
});
