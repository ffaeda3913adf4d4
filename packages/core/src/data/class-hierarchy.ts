import { DataError } from '../errors/data-error.js';
import { UserError } from '../errors/user-error.js';

/** Node of the hierarchy file of Open Images (`bbox_labels_…_hierarchy.json`); only `Subcategory` leads to classes. */
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

  /** Reads the text of a hierarchy file. @throws DataError if it is no tree of nodes */
  static parse(text: string, file: string): ClassHierarchy {
    let root: unknown;
    try {
      root = JSON.parse(text.replace(/^\uFEFF/u, ''));
    } catch (cause) {
      throw new DataError(file, '', `is not JSON (${cause instanceof Error ? cause.message : 'syntax error'}).`);
    }
    return new ClassHierarchy(asNode(root, file, ''));
  }

  /** @param ancestors places in `labels` of the classes above each class */
  static fromAncestors(labels: readonly string[], ancestors: readonly (readonly number[])[]): ClassHierarchy {
    const hierarchy = new ClassHierarchy({ LabelName: '' });
    for (const [i, label] of labels.entries()) {
      for (const above of ancestors[i] ?? []) hierarchy.#relate(label, labels[above] ?? '');
    }
    return hierarchy;
  }

  /** @returns labels above a label, over all its places in the tree, without the root */
  ancestors(label: string): ReadonlySet<string> {
    return this.#ancestors.get(label) ?? new Set();
  }

  /** @returns labels below a label */
  descendants(label: string): ReadonlySet<string> {
    return this.#descendants.get(label) ?? new Set();
  }

  #relate(label: string, ancestor: string): void {
    add(this.#ancestors, label, ancestor);
    add(this.#descendants, ancestor, label);
  }

  #walk({ LabelName: label, Subcategory: children = [] }: HierarchyNode, above: readonly string[]): void {
    if (above.includes(label)) throw new UserError(`The class hierarchy is no tree: ${label} lies below itself.`);
    for (const ancestor of above) this.#relate(label, ancestor);
    for (const child of children) this.#walk(child, [...above, label]);
  }
}

function asNode(value: unknown, file: string, parent: string): HierarchyNode {
  const { LabelName: label, Subcategory: children = [] } = (value ?? {}) as Record<string, unknown>;
  const show = (found: unknown): string => JSON.stringify(found ?? null).slice(0, 60);
  if (typeof label !== 'string')
    throw new DataError(file, parent, `expected a node { "LabelName": …, "Subcategory": […] }, found ${show(value)}.`);
  if (!Array.isArray(children)) throw new DataError(file, label, `"Subcategory" must be a list, found ${show(children)}.`);
  return { LabelName: label, Subcategory: children.map((child) => asNode(child, file, label)) };
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
}
