import type { ComponentSchema, TypedConfig } from '@ecm/core';

import { childPointer } from './json-pointer.js';

/** A place in a config that names a component. */
export interface Slot {
  readonly family: string;
  readonly path: string;
  readonly config: TypedConfig;
  /** Puts the checked config, with defaults, in its place. */
  readonly replace: (config: TypedConfig) => void;
}

type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTyped = (value: unknown): value is TypedConfig => isObject(value) && typeof value['type'] === 'string';

/** Finds the filled slots of a value: where its schema says `x-slot` and the value names a type. */
export function findSlots(schema: ComponentSchema, value: unknown, path: string): Slot[] {
  const slots: Slot[] = [];
  const visit = (part: Schema, present: unknown, at: string, replace: (config: TypedConfig) => void): void => {
    const family = part['x-slot'];
    if (typeof family === 'string') {
      if (isTyped(present)) slots.push({ family, path: at, config: present, replace });
      return;
    }
    for (const alternative of [part['anyOf'], part['oneOf']].flat()) if (isObject(alternative)) visit(alternative, present, at, replace);
    const { properties, items } = part;
    if (isObject(properties) && isObject(present)) {
      for (const [key, child] of Object.entries(properties)) {
        if (isObject(child)) visit(child, present[key], childPointer(at, key), (config) => (present[key] = config));
      }
    }
    if (isObject(items) && Array.isArray(present)) {
      present.forEach((item, index) => {
        visit(items, item, childPointer(at, index), (config) => (present[index] = config));
      });
    }
  };
  visit(schema, value, path, () => undefined);
  return slots;
}
