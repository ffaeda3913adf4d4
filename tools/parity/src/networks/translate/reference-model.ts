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
