import type { AnyComponent } from '@ecm/core';

/** Every component of the toolbox. */
export const allComponents: readonly AnyComponent[] = [];
