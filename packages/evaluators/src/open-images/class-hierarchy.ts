import { UserError } from '@ecm/core';

/** Node of the hierarchy file of Open Images; only `Subcategory` leads to classes. */
export interface HierarchyNode {
  readonly LabelName: string;
  readonly Subcategory?: readonly HierarchyNode[];
}

/** Classes above and below each class. The root is no class; a class may have several parents. */
export class ClassHierarchy {
  readonly #ancestors = new Map<string, Set<string>>();
  readonly #descendants = new Map<string, Set<string>>();

  /** @throws UserError if a class lies below itself */
  constructor(root: HierarchyNode) {
    for (const child of root.Subcategory ?? []) this.#walk(child, []);
  }

  /** @returns labels above a label, over all its places in the tree, without the root */
  ancestors(label: string): ReadonlySet<string> {
    return this.#ancestors.get(label) ?? new Set();
  }

  /** @returns labels below a label */
  descendants(label: string): ReadonlySet<string> {
    return this.#descendants.get(label) ?? new Set();
  }

  #walk({ LabelName: label, Subcategory: children = [] }: HierarchyNode, above: readonly string[]): void {
    if (above.includes(label)) throw new UserError(`The class hierarchy is no tree: ${label} lies below itself.`);
    for (const ancestor of above) {
      add(this.#ancestors, label, ancestor);
      add(this.#descendants, ancestor, label);
    }
    for (const child of children) this.#walk(child, [...above, label]);
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}
