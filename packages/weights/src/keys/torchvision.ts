import type { KeyMap } from './key-map.js';

/** ResNets of torchvision: the names of our backbones without `backbone.`, and a classifier that is dropped. */
export const torchvisionKeys: KeyMap = {
  name: 'torchvision ResNet',
  fits: (names) => names.includes('conv1.weight') && names.some((name) => name.startsWith('layer1.0.')),
  map: (name) => (name.startsWith('fc.') ? undefined : { name: `backbone.${name}` }),
};
