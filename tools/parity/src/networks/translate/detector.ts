import type { TypedConfig } from '@ecm/core';

import { translateBackbone } from './backbone.js';
import { translateBoxHead, translateMaskHead, translateRpnHead } from './heads.js';
import { translateNeck } from './neck.js';
import { translateAssigner, translateCoder } from './targets.js';
import type { ReferenceCascade, ReferenceDetector, ReferenceMaskHead, ReferencePart } from './reference-model.js';

/**
 * @param sampler our region sampler; default as in the reference
 * @returns our config of a reference detector, or undefined if the toolbox lacks one of its parts
 */
export function translateDetector(part: ReferencePart, sampler?: string): TypedConfig | undefined {
  if (part.type === 'CascadeRCNN') return translateCascade(part as ReferenceCascade, sampler);
  if (part.type !== 'MaskRCNN' && part.type !== 'FasterRCNN') return undefined;
  const { backbone, neck, rpn_head, roi_head, train_cfg, test_cfg } = part as ReferenceDetector;
  const ownBackbone = translateBackbone(backbone);
  const boxHead = translateBoxHead(roi_head.bbox_head, roi_head.bbox_roi_extractor, train_cfg.rcnn, test_cfg.rcnn, sampler);
  if (ownBackbone === undefined || boxHead === undefined) return undefined;
  const limits = { training: train_cfg.rpn_proposal, testing: test_cfg.rpn };
  const config = {
    type: 'two-stage',
    backbone: ownBackbone,
    neck: translateNeck(neck.out_channels, neck),
    proposalHead: translateRpnHead(rpn_head, train_cfg.rpn, limits, sampler),
    boxHead,
  };
  if (roi_head.mask_head === undefined) return config;
  const extractor = roi_head.mask_roi_extractor ?? roi_head.bbox_roi_extractor;
  return Object.assign(config, { maskHead: translateMaskHead(roi_head.mask_head, extractor, test_cfg.rcnn) });
}

/** The stages differ in assigner, coder and weight only; that is checked by the values that come out. */
function translateCascade(
  { backbone, neck, rpn_head, roi_head, train_cfg, test_cfg }: ReferenceCascade,
  sampler?: string,
): TypedConfig | undefined {
  const ownBackbone = translateBackbone(backbone);
  const { bbox_head: heads, mask_head } = roi_head;
  const boxHead = translateBoxHead(heads[0], roi_head.bbox_roi_extractor, train_cfg.rcnn[0], test_cfg.rcnn, sampler);
  if (ownBackbone === undefined || boxHead === undefined) return undefined;
  const limits = { training: train_cfg.rpn_proposal, testing: test_cfg.rpn };
  const config = {
    type: 'cascade',
    backbone: ownBackbone,
    neck: translateNeck(neck.out_channels, neck),
    proposalHead: translateRpnHead(rpn_head, train_cfg.rpn, limits, sampler),
    boxHead,
    stages: heads.map((head, t) => ({
      assigner: translateAssigner(train_cfg.rcnn[t].assigner),
      coder: translateCoder(head.bbox_coder),
      lossWeight: roi_head.stage_loss_weights[t],
    })),
  };
  if (mask_head === undefined) return config;
  const [maskHead] = [mask_head].flat() as readonly ReferenceMaskHead[];
  const extractor = roi_head.mask_roi_extractor ?? roi_head.bbox_roi_extractor;
  return Object.assign(config, { maskHead: translateMaskHead(maskHead, extractor, test_cfg.rcnn) });
}
