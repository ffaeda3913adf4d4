import type { ClassHierarchy } from '@ecm/core';
import type { ImageLabelEntry, OpenImagesBoxEntry, OpenImagesCategory } from './open-images-table.js';

/** Positions of the classes above or below a class, as far as they are in the list of classes. */
export type Relatives = (category: number) => readonly number[];

/** @returns positions of the listed classes above each listed class */
export function ancestorsOf(hierarchy: ClassHierarchy, categories: readonly OpenImagesCategory[]): Relatives {
  return relatives(categories, (label) => hierarchy.ancestors(label));
}

/** @returns positions of the listed classes below each listed class */
export function descendantsOf(hierarchy: ClassHierarchy, categories: readonly OpenImagesCategory[]): Relatives {
  return relatives(categories, (label) => hierarchy.descendants(label));
}

/** Copies each box to every class above its own. @see tensorflow/models, dataset_tools/oid_hierarchical_labels_expansion.py */
export function expandBoxes(boxes: readonly OpenImagesBoxEntry[], ancestors: Relatives): OpenImagesBoxEntry[] {
  return boxes.flatMap((box) => [box, ...ancestors(box.category).map((category) => ({ ...box, category }))]);
}

/** Copies a label "present" to the classes above and a label "absent" to the classes below. */
export function expandLabels(labels: readonly ImageLabelEntry[], ancestors: Relatives, descendants: Relatives): ImageLabelEntry[] {
  return labels.flatMap((label) => {
    const others = label.present ? ancestors(label.category) : descendants(label.category);
    return [label, ...others.map((category) => ({ ...label, category }))];
  });
}

function relatives(categories: readonly OpenImagesCategory[], labelsOf: (label: string) => ReadonlySet<string>): Relatives {
  const places = new Map(categories.map(({ label }, i) => [label, i]));
  const lists = categories.map(({ label }) =>
    [...labelsOf(label)].flatMap((relative) => {
      const place = places.get(relative);
      return place === undefined ? [] : [place];
    }),
  );
  return (category) => lists[category];
}
