import type { TypedConfig } from '@ecm/core';

import type { ReferencePart } from './reference-model.js';

/** Ours by the reference's type; the goldens' README, section 12, tells what the types that mmdetection lacks do. */
const translations: Readonly<Record<string, (loss: ReferencePart) => { readonly type: string; readonly [option: string]: unknown }>> = {
  CrossEntropyLoss: () => ({ type: 'softmax-ce' }),
  EffectiveClassMarginLoss: (loss) => ({ type: 'ecm', backgroundRatio: loss['fg_bg_ratio'] }),
  SeesawLoss: (loss) => ({ type: 'seesaw', p: loss['p'], q: loss['q'] }),
  EQLv2x: () => ({ type: 'eqlv2' }),
  FederatedFixed: () => ({ type: 'fixed-federated' }),
  SigmoidC: (loss) => ({ type: loss['focal'] === true ? 'focal' : 'sigmoid-bce' }),
};

/** @returns our config of a reference classification loss, or undefined if it is not known */
export function translateClassificationLoss(loss: ReferencePart): TypedConfig | undefined {
  return Object.hasOwn(translations, loss.type) ? translations[loss.type](loss) : undefined;
}
