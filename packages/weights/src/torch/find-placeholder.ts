import { Placeholder } from '../pickle/pickle-values.js';

/** Finds an object of an unknown class in a value or in anything that the value holds. */
export function findPlaceholder(value: unknown): Placeholder | undefined {
  const seen = new Set<unknown>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const item = open.pop();
    if (item instanceof Placeholder) return item;
    if (!(item instanceof Map || item instanceof Set || Array.isArray(item)) || seen.has(item)) continue;
    seen.add(item);
    for (const inner of item instanceof Map ? [...item.keys(), ...item.values()] : item) open.push(inner);
  }
  return undefined;
}
