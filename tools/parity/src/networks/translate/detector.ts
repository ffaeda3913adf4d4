import type { TypedConfig } from '@ecm/core';

import { translateBackbone } from './backbone.js';
import { translateBoxHead, translateMaskHead, translateRpnHead } from './heads.js';
import { translateNeck } from './neck.js';
import type { ReferenceDetector, ReferencePart } from './reference-model.js';

/**
 * @param sampler our region sampler; default as in the reference
 * @returns our config of a reference detector, or undefined if the toolbox lacks one of its parts
 */
export function translateDetector(part: ReferencePart, sampler?: string): TypedConfig | undefined {
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
