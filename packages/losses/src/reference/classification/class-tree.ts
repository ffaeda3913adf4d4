import { UserError } from '@ecm/core';

import type { Numbers } from '../stable.js';

/** Which classes contain which: the transitive closure of a parent relation over classes 0 … C − 1. */
export class ClassTree {
  /** Proper ancestors of each class, ascending. */
  readonly ancestors: readonly (readonly number[])[];
  /** Proper descendants of each class, ascending. */
  readonly descendants: readonly (readonly number[])[];

  /** @param ancestors proper ancestors of each class */
  constructor(ancestors: readonly (readonly number[])[]) {
    this.ancestors = ancestors.map((list) => [...list].sort((a, b) => a - b));
    const descendants: number[][] = ancestors.map(() => []);
    this.ancestors.forEach((list, label) => {
      for (const ancestor of list) descendants[ancestor].push(label);
    });
    this.descendants = descendants;
  }

  /**
   * @param parents parent of each class, −1 for none
   * @throws UserError if the parents run in a circle or point outside
   */
  static fromParents(parents: Numbers): ClassTree {
    return new ClassTree(
      Array.from(parents, (_, label) => {
        const ancestors: number[] = [];
        for (let at = parents[label]; at !== -1; at = parents[at]) {
          if (!(at >= 0 && at < parents.length) || ancestors.includes(at) || at === label) {
            throw new UserError(`The class tree is no tree: following the parents of class ${label} leads to ${at}. Check the hierarchy.`);
          }
          ancestors.push(at);
        }
        return ancestors;
      }),
    );
  }

  /**
   * @param root a hierarchy whose root is no class; a class may hang below several others
   * @param labelOf label of a node, `undefined` if it is no class
   * @param classes number of classes
   */
  static fromHierarchy<Node>(
    root: Node,
    childrenOf: (node: Node) => readonly Node[],
    labelOf: (node: Node) => number | undefined,
    classes: number,
  ): ClassTree {
    const ancestors = Array.from({ length: classes }, () => new Set<number>());
    const visit = (node: Node, above: readonly number[]): void => {
      const label = labelOf(node);
      if (label !== undefined) above.filter((ancestor) => ancestor !== label).forEach((ancestor) => ancestors[label].add(ancestor));
      const path = label === undefined ? above : [...above, label];
      for (const child of childrenOf(node)) visit(child, path);
    };
    visit(root, []);
    return new ClassTree(ancestors.map((set) => [...set]));
  }

  /** Whether `ancestor` is a proper ancestor of `label`; false for the background. */
  isAncestor(ancestor: number, label: number): boolean {
    return label < this.ancestors.length && this.ancestors[label].includes(ancestor);
  }
}
