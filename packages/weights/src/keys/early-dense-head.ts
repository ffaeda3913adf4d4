import type { KeyMap } from './key-map.js';

/** Early FCOS heads of mmdetection: `bbox_head.fcos_cls` and its like, now `bbox_head.conv_cls`. */
export const earlyDenseHeadKeys: KeyMap = {
  name: 'early FCOS head',
  fits: (names) => names.includes('bbox_head.fcos_cls.weight'),
  map: (name) => ({ name: name.replace(/^bbox_head\.fcos_(cls|reg|centerness)\./, 'bbox_head.conv_$1.') }),
};
