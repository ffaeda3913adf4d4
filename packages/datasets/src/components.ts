import type { AnyComponent } from '@ecm/core';

import { cocoComponent } from './coco/coco.component.js';
import { lvisComponent } from './lvis/lvis.component.js';
import { vocComponent } from './voc/voc.component.js';

/** All components of this package, sorted by type. They read files, so the list belongs to the `node` entry. */
export const datasetsComponents: readonly AnyComponent[] = [cocoComponent, lvisComponent, vocComponent];
