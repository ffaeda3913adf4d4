export { BinaryCrossEntropyLoss } from './binary-cross-entropy/binary-cross-entropy-loss.js';
export { lossesComponents } from './components.js';
export { EcmLoss } from './ecm/ecm-loss.js';
export type { EcmLossOptions } from './ecm/ecm-loss.js';
export { L1Loss } from './l1/l1-loss.js';
export { SmoothL1Loss } from './smooth-l1/smooth-l1-loss.js';
export { SoftmaxCeLoss } from './softmax-ce/softmax-ce-loss.js';
