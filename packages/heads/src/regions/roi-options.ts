/** Side of the RoIAlign output in bins of one head, and where the number comes from. */
interface RegionSize {
  readonly regionSize: number;
  readonly source: string;
}

/** Options of a head about the features of regions, see `RoiExtractor`. */
export const roiOptions = ({ regionSize, source }: RegionSize) =>
  ({
    regionSize: { type: 'integer', minimum: 1, default: regionSize, description: `Side of the RoIAlign output in bins (${source}).` },
    samplingRatio: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'RoIAlign samples per bin and axis; 0 takes as many as the bin has cells (mmdetection).',
    },
    finestScale: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 56,
      description: 'Regions below twice this size in pixels take the finest level, below four times the next (mmdetection finest_scale).',
    },
    pyramidLevels: {
      type: 'integer',
      minimum: 1,
      default: 4,
      description: 'Number of pyramid levels that regions are taken from, from the finest (P2 to P5 in Lin et al., CVPR 2017).',
    },
  }) as const;
