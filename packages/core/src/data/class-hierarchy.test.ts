import { describe, expect, it } from 'vitest';

import { ClassHierarchy } from './class-hierarchy.js';

const tree = JSON.stringify({
  LabelName: 'root',
  Subcategory: [
    { LabelName: 'a', Subcategory: [{ LabelName: 'b', Subcategory: [{ LabelName: 'c' }], Part: [{ LabelName: 'wheel' }] }] },
    { LabelName: 'd', Subcategory: [{ LabelName: 'c' }] },
  ],
});

describe('ClassHierarchy', () => {
  it('unites all places of a class, without the root and without parts', () => {
    const hierarchy = ClassHierarchy.parse(tree, 'tree.json');
    expect([...hierarchy.ancestors('c')]).toEqual(['a', 'b', 'd']);
    expect([...hierarchy.descendants('a')]).toEqual(['b', 'c']);
    expect([hierarchy.ancestors('a').size, hierarchy.descendants('c').size, hierarchy.ancestors('wheel').size]).toEqual([0, 0, 0]);
  });

  it('is made of lists of classes above each class, too', () => {
    const hierarchy = ClassHierarchy.fromAncestors(['a', 'b', 'c'], [[], [0], [1, 0]]);
    expect([...hierarchy.ancestors('c')]).toEqual(['b', 'a']);
    expect([...hierarchy.descendants('a')]).toEqual(['b', 'c']);
  });

  it('refuses a tree that turns in a circle', () => {
    const node = { LabelName: 'a', Subcategory: [{ LabelName: 'b', Subcategory: [{ LabelName: 'a' }] }] };
    expect(() => new ClassHierarchy({ LabelName: 'root', Subcategory: [node] })).toThrow('a lies below itself');
  });

  it.each([
    ['{"LabelName": "root", "Subcategory": [', /^tree\.json: is not JSON/],
    ['[]', /^tree\.json: expected a node \{ "LabelName": …, "Subcategory": \[…\] \}, found \[\]\./],
    ['{"LabelName": "root", "Subcategory": [{"Label": 3}]}', /^tree\.json, root: expected a node .*, found \{"Label":3\}\./],
    ['{"LabelName": "root", "Subcategory": {"a": 1}}', /^tree\.json, root: "Subcategory" must be a list, found \{"a":1\}\./],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => ClassHierarchy.parse(text, 'tree.json')).toThrow(message);
  });
});
