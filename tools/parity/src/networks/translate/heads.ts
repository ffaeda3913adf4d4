import type { TypedConfig } from '@ecm/core';

import { translateClassificationLoss } from './classification-loss.js';
import type {
  ReferencePart,
  ReferenceProposalLimits,
  ReferenceRoiExtractor,
  ReferenceRpnHead,
  ReferenceTesting,
  ReferenceTraining,
  ReferenceBoxHead,
  ReferenceMaskHead,
} from './reference-model.js';
import { translateAssigner, translateBoxLoss, translateCoder, translateSampler } from './targets.js';

/** @returns our config of a reference RPN head with its training and testing settings */
export function translateRpnHead(
  head: ReferenceRpnHead,
  training: ReferenceTraining,
  limits: { readonly training: ReferenceProposalLimits; readonly testing: ReferenceProposalLimits },
  sampler?: string,
): TypedConfig {
  const config = {
    type: 'rpn',
    channels: head.feat_channels,
    allowedBorder: training.allowed_border ?? -1,
    anchors: { type: 'anchor-grid', scales: head.anchor_generator.scales, ratios: head.anchor_generator.ratios },
    coder: translateCoder(head.bbox_coder),
    assigner: translateAssigner(training.assigner),
    sampler: translateSampler(training.sampler, sampler),
    boxLoss: translateBoxLoss(head.loss_bbox),
    training: translateLimits(limits.training),
    testing: translateLimits(limits.testing),
  };
  return config;
}

function translateLimits({ nms_pre, max_per_img, nms, min_bbox_size }: ReferenceProposalLimits) {
  return { maxPerLevel: nms_pre, maxPerImage: max_per_img, iouThreshold: nms.iou_threshold, minSize: min_bbox_size };
}

function translateRoi({ roi_layer, featmap_strides, finest_scale = 56 }: ReferenceRoiExtractor) {
  return {
    regionSize: roi_layer.output_size,
    samplingRatio: roi_layer.sampling_ratio,
    finestScale: finest_scale,
    pyramidLevels: featmap_strides.length,
  };
}

function translatePredictor(plain: string, normed: string, part?: ReferencePart): TypedConfig {
  if (part === undefined) return { type: plain };
  const config = { type: normed, temperature: part['tempearture'] ?? part['temperature'] };
  return config;
}

/** @returns our config of a reference box head, or undefined if its loss is not known */
export function translateBoxHead(
  head: ReferenceBoxHead,
  extractor: ReferenceRoiExtractor,
  training: ReferenceTraining,
  testing: ReferenceTesting,
  sampler?: string,
): TypedConfig | undefined {
  const loss = translateClassificationLoss(head.loss_cls);
  if (head.type !== 'Shared2FCBBoxHead' || loss === undefined) return undefined;
  const config = {
    type: 'shared-2fc',
    ...translateRoi(extractor),
    hiddenSize: head.fc_out_channels,
    classAgnostic: head.reg_class_agnostic,
    classPredictor: translatePredictor('linear', 'normed-linear', head.cls_predictor_cfg),
    loss,
    boxLoss: translateBoxLoss(head.loss_bbox),
    assigner: translateAssigner(training.assigner),
    sampler: translateSampler(training.sampler, sampler),
    coder: translateCoder(head.bbox_coder),
    scoreThreshold: testing.score_thr,
    iouThreshold: testing.nms.iou_threshold,
    maxPerImage: testing.max_per_img,
  };
  return config;
}

/** @returns our config of a reference mask head */
export function translateMaskHead(head: ReferenceMaskHead, extractor: ReferenceRoiExtractor, testing: ReferenceTesting): TypedConfig {
  const config = {
    type: 'fcn',
    ...translateRoi(extractor),
    convolutions: head.num_convs,
    channels: head.conv_out_channels,
    classAgnostic: head.class_agnostic ?? false,
    predictor: translatePredictor('conv2d', 'normed-conv2d', head.predictor_cfg),
    loss: { type: 'binary-cross-entropy', lossWeight: head.loss_mask.loss_weight },
    maskThreshold: testing.mask_thr_binary ?? 0.5,
  };
  return config;
}
