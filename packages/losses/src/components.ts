import { bagsLossComponent } from './bags/bags-loss.component.js';
import { binaryCrossEntropyLossComponent } from './binary-cross-entropy/binary-cross-entropy-loss.component.js';
import { crtLossComponent } from './crt/crt-loss.component.js';
import { disalignLossComponent } from './disalign/disalign-loss.component.js';
import { ecmLossComponent } from './ecm/ecm-loss.component.js';
import { ecmFocalLossComponent } from './ecm-focal/ecm-focal-loss.component.js';
import { ecmVarifocalLossComponent } from './ecm-varifocal/ecm-varifocal-loss.component.js';
import { eqlLossComponent } from './eql/eql-loss.component.js';
import { eqlHierarchyLossComponent } from './eql-hierarchy/eql-hierarchy-loss.component.js';
import { eqlv2LossComponent } from './eqlv2/eqlv2-loss.component.js';
import { federatedLossComponent } from './federated/federated-loss.component.js';
import { focalLossComponent } from './focal/focal-loss.component.js';
import { giouLossComponent } from './giou/giou-loss.component.js';
import { iouLossComponent } from './iou/iou-loss.component.js';
import { l1LossComponent } from './l1/l1-loss.component.js';
import { loceLossComponent } from './loce/loce-loss.component.js';
import { lwsLossComponent } from './lws/lws-loss.component.js';
import { seesawLossComponent } from './seesaw/seesaw-loss.component.js';
import { sigmoidBceLossComponent } from './sigmoid-bce/sigmoid-bce-loss.component.js';
import { smoothL1LossComponent } from './smooth-l1/smooth-l1-loss.component.js';
import { softmaxCeLossComponent } from './softmax-ce/softmax-ce-loss.component.js';
import { tdeLossComponent } from './tde/tde-loss.component.js';
import { varifocalLossComponent } from './varifocal/varifocal-loss.component.js';

/** Every part of this package, sorted by type. */
export const lossesComponents = [
  bagsLossComponent,
  binaryCrossEntropyLossComponent,
  crtLossComponent,
  disalignLossComponent,
  ecmLossComponent,
  ecmFocalLossComponent,
  ecmVarifocalLossComponent,
  eqlLossComponent,
  eqlHierarchyLossComponent,
  eqlv2LossComponent,
  federatedLossComponent,
  focalLossComponent,
  giouLossComponent,
  iouLossComponent,
  l1LossComponent,
  loceLossComponent,
  lwsLossComponent,
  seesawLossComponent,
  sigmoidBceLossComponent,
  smoothL1LossComponent,
  softmaxCeLossComponent,
  tdeLossComponent,
  varifocalLossComponent,
] as const;
