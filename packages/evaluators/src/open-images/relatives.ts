import type { ClassHierarchy } from '@ecm/core';

import type { OpenImagesCategory } from './open-images-table.js';

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
