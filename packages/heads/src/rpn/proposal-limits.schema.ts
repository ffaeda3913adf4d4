/** What differs between the limits of training and of testing. */
interface PhaseOfLimits {
  readonly phase: 'training' | 'testing';
  /** Default of `maxPerLevel`. */
  readonly maxPerLevel: number;
  /** Where the numbers of anchors come from, e.g. `mmdetection test_cfg.rpn`. */
  readonly source: string;
}

/** Schema of the limits that turn anchors into proposals in one phase. */
export const proposalLimitsSchema = ({ phase, maxPerLevel, source }: PhaseOfLimits) =>
  ({
    type: 'object',
    properties: {
      maxPerLevel: {
        type: 'integer',
        minimum: 1,
        default: maxPerLevel,
        description: `Best anchors of each level before suppression (${source}).`,
      },
      maxPerImage: { type: 'integer', minimum: 1, default: 1000, description: `Proposals of an image (${source}).` },
      iouThreshold: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.7,
        description: 'Suppression within a level (Ren et al., NeurIPS 2015).',
      },
      minSize: { type: 'number', minimum: 0, default: 0, description: 'Sides must be longer, in pixels (mmdetection min_bbox_size).' },
    },
    additionalProperties: false,
    default: {},
    description: `Which anchors become proposals in ${phase}.`,
  }) as const;
