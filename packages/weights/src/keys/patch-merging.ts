import { elementCount } from '../weight-file.js';
import type { Conversion } from './key-map.js';

/**
 * Puts the 4 C inputs of patch merging from the order of Swin's authors, `(dx · 2 + dy) · C + c`, into that of mmdetection,
 * `c · 4 + dy · 2 + dx`; the last axis is that of the inputs.
 */
export const patchMergingOrder: Conversion = {
  apply: (tensor) => {
    const { shape } = tensor;
    const inputs = shape.at(-1) ?? 0;
    const channels = inputs / 4;
    const data = tensor.data.slice();
    for (let start = 0; start < elementCount(shape); start += inputs) {
      for (let position = 0; position < inputs; position++) {
        const [c, dy, dx] = [Math.floor(position / 4), (position >> 1) & 1, position & 1];
        data[start + position] = tensor.data[start + (dx * 2 + dy) * channels + c];
      }
    }
    return { ...tensor, data };
  },
};
