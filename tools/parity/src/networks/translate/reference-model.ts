/** Settings of mmdetection's parts, by its own names, as the goldens keep them. */
export interface ReferencePart {
  readonly type: string;
  readonly [option: string]: unknown;
}

/** mmdetection's ResNet. */
export interface ReferenceBackbone extends ReferencePart {
  readonly depth: number;
  readonly num_stages: number;
  readonly out_indices: readonly number[];
  readonly frozen_stages: number;
  readonly norm_cfg: { readonly type: string; readonly requires_grad: boolean };
  readonly norm_eval: boolean;
  readonly style: string;
  readonly base_channels?: number;
  readonly stem_channels?: number;
}

/** Options of mmdetection's FPN besides its channels. */
export interface ReferenceNeckOptions {
  readonly num_outs: number;
  readonly start_level?: number;
  readonly add_extra_convs?: boolean | string;
  readonly relu_before_extra_convs?: boolean;
}

/** mmdetection's FPN. */
export interface ReferenceNeck extends ReferencePart, ReferenceNeckOptions {
  readonly out_channels: number;
}

/** mmdetection's box loss. */
export interface ReferenceBoxLoss extends ReferencePart {
  readonly loss_weight: number;
  readonly beta?: number;
}

/** mmdetection's delta coder. */
export interface ReferenceCoder extends ReferencePart {
  readonly target_means: readonly number[];
  readonly target_stds: readonly number[];
}

/** mmdetection's RPN head. */
export interface ReferenceRpnHead extends ReferencePart {
  readonly feat_channels: number;
  readonly anchor_generator: {
    readonly scales: readonly number[];
    readonly ratios: readonly number[];
    readonly strides: readonly number[];
  };
  readonly bbox_coder: ReferenceCoder;
  readonly loss_bbox: ReferenceBoxLoss;
}

/** mmdetection's RoI extractor. */
export interface ReferenceRoiExtractor {
  readonly roi_layer: { readonly output_size: number; readonly sampling_ratio: number };
  readonly featmap_strides: readonly number[];
  readonly finest_scale?: number;
}

/** mmdetection's Shared2FCBBoxHead. */
export interface ReferenceBoxHead extends ReferencePart {
  readonly fc_out_channels: number;
  readonly num_classes: number;
  readonly bbox_coder: ReferenceCoder;
  readonly reg_class_agnostic: boolean;
  readonly loss_cls: ReferencePart;
  readonly loss_bbox: ReferenceBoxLoss;
  readonly cls_predictor_cfg?: ReferencePart;
}

/** mmdetection's FCNMaskHead. */
export interface ReferenceMaskHead extends ReferencePart {
  readonly num_convs: number;
  readonly conv_out_channels: number;
  readonly class_agnostic?: boolean;
  readonly predictor_cfg?: ReferencePart;
  readonly loss_mask: { readonly loss_weight: number };
}

/** mmdetection's StandardRoIHead. */
export interface ReferenceRoiHead extends ReferencePart {
  readonly bbox_roi_extractor: ReferenceRoiExtractor;
  readonly bbox_head: ReferenceBoxHead;
  readonly mask_roi_extractor?: ReferenceRoiExtractor;
  readonly mask_head?: ReferenceMaskHead;
}

/** mmdetection's MaxIoUAssigner. */
export interface ReferenceAssigner extends ReferencePart {
  readonly pos_iou_thr: number;
  readonly neg_iou_thr: number;
  readonly min_pos_iou: number;
  readonly match_low_quality?: boolean;
  readonly ignore_iof_thr: number;
}

/** mmdetection's RandomSampler. */
export interface ReferenceSampler extends ReferencePart {
  readonly num: number;
  readonly pos_fraction: number;
  readonly neg_pos_ub: number;
  readonly add_gt_as_proposals: boolean;
}

/** mmdetection's limits of proposals. */
export interface ReferenceProposalLimits {
  readonly nms_pre: number;
  readonly max_per_img: number;
  readonly nms: { readonly iou_threshold: number };
  readonly min_bbox_size: number;
}

/** How a stage is trained. */
export interface ReferenceTraining {
  readonly assigner: ReferenceAssigner;
  readonly sampler: ReferenceSampler;
  readonly allowed_border?: number;
}

/** How a box head is tested. */
export interface ReferenceTesting {
  readonly score_thr: number;
  readonly nms: { readonly iou_threshold: number };
  readonly max_per_img: number;
  readonly mask_thr_binary?: number;
}

/** mmdetection's FasterRCNN and MaskRCNN. */
export interface ReferenceDetector extends ReferencePart {
  readonly backbone: ReferenceBackbone;
  readonly neck: ReferenceNeck;
  readonly rpn_head: ReferenceRpnHead;
  readonly roi_head: ReferenceRoiHead;
  readonly train_cfg: {
    readonly rpn: ReferenceTraining;
    readonly rpn_proposal: ReferenceProposalLimits;
    readonly rcnn: ReferenceTraining;
  };
  readonly test_cfg: { readonly rpn: ReferenceProposalLimits; readonly rcnn: ReferenceTesting };
}

/** mmdetection's CascadeRoIHead. */
export interface ReferenceCascadeRoiHead extends ReferencePart {
  readonly num_stages: number;
  readonly stage_loss_weights: readonly number[];
  readonly bbox_roi_extractor: ReferenceRoiExtractor;
  readonly bbox_head: readonly ReferenceBoxHead[];
  readonly mask_roi_extractor?: ReferenceRoiExtractor;
  readonly mask_head?: ReferenceMaskHead | readonly ReferenceMaskHead[];
}

/** mmdetection's CascadeRCNN. */
export interface ReferenceCascade extends ReferencePart {
  readonly backbone: ReferenceBackbone;
  readonly neck: ReferenceNeck;
  readonly rpn_head: ReferenceRpnHead;
  readonly roi_head: ReferenceCascadeRoiHead;
  readonly train_cfg: {
    readonly rpn: ReferenceTraining;
    readonly rpn_proposal: ReferenceProposalLimits;
    readonly rcnn: readonly ReferenceTraining[];
  };
  readonly test_cfg: { readonly rpn: ReferenceProposalLimits; readonly rcnn: ReferenceTesting };
}
