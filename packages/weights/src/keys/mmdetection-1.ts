import type { KeyMap } from './key-map.js';
import { backgroundLast, withoutRows } from './rows.js';

/**
 * Two-stage detectors of mmdetection before 2.0: heads without `roi_head.`, and the background first. Class-agnostic box
 * predictors have no background to drop, but mask and box predictors per class do.
 */
export const mmdetection1Keys: KeyMap = {
  name: 'mmdetection before 2.0',
  fits: (names) => names.some((name) => /^bbox_head\.(\d+\.)?fc_cls\./.test(name)),
  map: (name) => {
    if (!/^(bbox|mask)_head\./.test(name)) return { name };
    const renamed = `roi_head.${name}`;
    if (/\.fc_cls\.(weight|bias)$/.test(name)) return { name: renamed, conversion: backgroundLast };
    if (/\.fc_reg\.(weight|bias)$/.test(name)) return { name: renamed, conversion: withoutBackgroundBox };
    if (/\.conv_logits\.(weight|bias)$/.test(name)) return { name: renamed, conversion: withoutRows(1) };
    return { name: renamed };
  },
};

const dropped = withoutRows(4);
const withoutBackgroundBox: typeof dropped = {
  shape: (shape) => (shape[0] === 4 ? shape : (dropped.shape?.(shape) ?? shape)),
  apply: (tensor) => (tensor.shape[0] === 4 ? tensor : dropped.apply(tensor)),
};
