import { ShapeError } from '@ecm/core';
import type { StateTensor } from '@ecm/core/model';

import type { RoiExtractor } from '../regions/roi-extractor.js';
import type { FeatureMemory } from './feature-memory.js';
import type { MemoryPrecision, RememberedRegion } from './remembered-region.js';
import { packFeatures, unpackFeatures } from './remembered-region.js';

type Regions = FeatureMemory<RememberedRegion>;
type CutOut = Pick<RoiExtractor, 'size' | 'channels'>;

/** The memory as tensors: `pointers` [C], and of each class with regions `features.<class>` [n, S, S, D] and `deltas.<class>` [n, 4]. */
export function savedMemory(memory: Regions, classes: number, { size, channels }: CutOut): Record<string, StateTensor> {
  const saved: Record<string, StateTensor> = { pointers: { shape: [classes], data: memory.pointers } };
  for (let label = 0; label < classes; label++) {
    const entries = memory.entries(label);
    if (entries.length === 0) continue;
    const features = new Float32Array(entries.length * size * size * channels);
    entries.forEach((entry, i) => {
      features.set(unpackFeatures(entry.features), i * size * size * channels);
    });
    saved[`features.${label}`] = { shape: [entries.length, size, size, channels], data: features };
    const deltas = Float32Array.from(entries.flatMap(({ delta }) => [...delta]));
    saved[`deltas.${label}`] = { shape: [entries.length, 4], data: deltas };
  }
  return saved;
}

/**
 * Takes over what `savedMemory` gave.
 *
 * @returns false if the state holds no memory
 * @throws ShapeError if it is the memory of another head
 */
export function restoreMemory(
  memory: Regions,
  { classes, precision }: { readonly classes: number; readonly precision: MemoryPrecision },
  { size, channels }: CutOut,
  state: Readonly<Record<string, StateTensor>>,
): boolean {
  const pointers = state['pointers'] as StateTensor | undefined;
  if (pointers === undefined) return false;
  if (pointers.data.length !== classes) throw new ShapeError('LOCE memory: saved state "pointers"', `[${classes}]`, pointers.shape);
  const width = size * size * channels;
  const entries = Array.from({ length: classes }, (_, label) => {
    const features = state[`features.${label}`] as StateTensor | undefined;
    const deltas = state[`deltas.${label}`] as StateTensor | undefined;
    if (features === undefined || deltas === undefined) return [];
    const count = features.shape[0];
    if (features.data.length !== count * width || deltas.data.length !== 4 * count) {
      throw new ShapeError(`LOCE memory: saved state "features.${label}"`, `[n, ${size}, ${size}, ${channels}]`, features.shape);
    }
    const [numbers, changes] = [Float32Array.from(features.data), Float32Array.from(deltas.data)];
    return Array.from({ length: count }, (_entry, i) => ({
      features: packFeatures(numbers.subarray(i * width, (i + 1) * width), precision),
      delta: changes.slice(4 * i, 4 * i + 4),
    }));
  });
  memory.restore(entries, pointers.data);
  return true;
}
