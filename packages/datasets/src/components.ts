import type { AnyComponent } from '@ecm/core';

import { aspectRatioGroupsComponent } from './aspect-ratio-groups/aspect-ratio-groups.component.js';
import { classAwareComponent } from './class-aware/class-aware.component.js';
import { cocoComponent } from './coco/coco.component.js';
import { lvisComponent } from './lvis/lvis.component.js';
import { openImagesComponent } from './open-images/open-images.component.js';
import { repeatFactorComponent } from './repeat-factor/repeat-factor.component.js';
import { shuffleComponent } from './shuffle/shuffle.component.js';
import { vocComponent } from './voc/voc.component.js';

/** All components of this package, sorted by type. They read files, so the list belongs to the `node` entry. */
export const datasetsComponents: readonly AnyComponent[] = [
  aspectRatioGroupsComponent,
  classAwareComponent,
  cocoComponent,
  lvisComponent,
  openImagesComponent,
  repeatFactorComponent,
  shuffleComponent,
  vocComponent,
];
