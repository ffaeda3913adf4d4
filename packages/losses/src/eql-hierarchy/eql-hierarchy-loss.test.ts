import { useBackend } from '@ecm/tensor';
import { evaluateLoss, farNumbers } from '@ecm/testing';
import { beforeAll, describe, expect, it } from 'vitest';

import { ClassTree } from '../reference/classification/class-tree.js';
import { EqlHierarchyLoss } from './eql-hierarchy-loss.js';

const tree = ClassTree.fromParents([-1, 0, 0, -1]);
const rare = [0, 1, 0, 1];
const logits = [
  [0.3, 0.7, -0.5, 0.2, 0],
  [1, -0.4, 0.6, -0.9, 0],
  [-0.2, 0.5, 0.1, 0.8, 0],
];

// Examples EH-1 … EH-3 of the loss specification, checked there by automatic differentiation of the published formulas.
describe.each(['wasm', 'cpu'] as const)('EqlHierarchyLoss on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('makes ancestors positive and leaves descendants and rare negatives out', () => {
    const found = evaluateLoss(new EqlHierarchyLoss({ rare, tree }), logits, [1, 0, 4]);
    expect(farNumbers(found.terms['loss_cls'], 1.744197715)).toBeUndefined();
    const gradient = [
      [-0.1418524944, -0.1106040759, 0.1258468896, 0, 0],
      [-0.08964714046, 0, 0, 0, 0],
      [0.1500553342, 0.2074864437, 0.1749930625, 0.2299914937, 0],
    ];
    expect(farNumbers(found.gradient, gradient)).toBeUndefined();
    expect(
      farNumbers(evaluateLoss(new EqlHierarchyLoss({ rare, tree }), logits, [3, 2, 4]).terms['loss_cls'], 2.055011305),
    ).toBeUndefined();
  });

  it('takes the rare mask before ancestors are added', () => {
    const found = evaluateLoss(new EqlHierarchyLoss({ rare: [1, 1, 0, 1], tree }), logits, [1, 0, 4]);
    expect(farNumbers(found.terms['loss_cls'], 1.559412633)).toBeUndefined();
  });

  it('leaves ancestors out if they are not positive, and keeps descendants if asked', () => {
    const flat = [0, 0, 0, 0];
    const parents = evaluateLoss(new EqlHierarchyLoss({ rare: flat, tree, positiveParents: false }), logits, [1, 0, 4]);
    expect(parents.gradient[0][0]).toBe(0);
    const children = evaluateLoss(new EqlHierarchyLoss({ rare: flat, tree, ignoreDescendants: false }), logits, [1, 0, 4]);
    expect(children.gradient[1][1]).toBeGreaterThan(0);
  });
});

it('refuses parents that run in a circle', () => {
  expect(() => ClassTree.fromParents([1, 0])).toThrowErrorMatchingInlineSnapshot(
    `[UserError: The class tree is no tree: following the parents of class 0 leads to 0. Check the hierarchy.]`,
  );
  expect(() => ClassTree.fromParents([5])).toThrowErrorMatchingInlineSnapshot(
    `[UserError: The class tree is no tree: following the parents of class 0 leads to 5. Check the hierarchy.]`,
  );
});
