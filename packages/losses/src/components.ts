import { binaryCrossEntropyLossComponent } from './binary-cross-entropy/binary-cross-entropy-loss.component.js';
import { ecmLossComponent } from './ecm/ecm-loss.component.js';
import { l1LossComponent } from './l1/l1-loss.component.js';
import { smoothL1LossComponent } from './smooth-l1/smooth-l1-loss.component.js';
import { softmaxCeLossComponent } from './softmax-ce/softmax-ce-loss.component.js';

/** Every part of this package, sorted by type. */
export const lossesComponents = [
  binaryCrossEntropyLossComponent,
  ecmLossComponent,
  l1LossComponent,
  smoothL1LossComponent,
  softmaxCeLossComponent,
] as const;
