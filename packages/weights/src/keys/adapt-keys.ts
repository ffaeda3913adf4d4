import type { WeightFile } from '../weight-file.js';
import { caffe2Keys } from './caffe2.js';
import { detectron2Keys } from './detectron2.js';
import { earlyDenseHeadKeys } from './early-dense-head.js';
import type { KeyMap } from './key-map.js';
import { mapKeys } from './key-map.js';
import { mmdetection1Keys } from './mmdetection-1.js';
import { swinAuthorsKeys } from './swin-authors.js';
import { torchvisionKeys } from './torchvision.js';

/** All known kinds of foreign files. */
const keyMaps: readonly KeyMap[] = [caffe2Keys, detectron2Keys, earlyDenseHeadKeys, mmdetection1Keys, swinAuthorsKeys, torchvisionKeys];

/** A file under our names, and what it was taken for. */
export interface AdaptedFile {
  readonly file: WeightFile;
  /** Name of the key map; undefined for files that have our names already. */
  readonly keyMap: string | undefined;
}

/** Buffers that no part of ours has: counters of batch norm, Swin's index tables, optimiser leftovers of Caffe2. */
const unneeded = /(^|\.)(num_batches_tracked|relative_position_index)$|_momentum$/;

/** Gives a file of any known origin the names and conventions of present mmdetection, which are ours. */
export function adaptKeys(file: WeightFile): AdaptedFile {
  const plain = mapKeys(file, {
    map: (name) => (unneeded.test(name) ? undefined : { name: name.replace(/^module\./, '') }),
  });
  const names = [...plain.tensors.keys()];
  const found = keyMaps.find((map) => map.fits(names));
  return found === undefined ? { file: plain, keyMap: undefined } : { file: mapKeys(plain, found), keyMap: found.name };
}
