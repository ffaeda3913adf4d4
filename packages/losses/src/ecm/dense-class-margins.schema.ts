import { countsSchema } from '../fused/loss-config.js';

/** What the class-margin losses of dense heads add to their carrier; spread into the `properties` of their schemas. */
export const classMarginSchema = {
  ...countsSchema,
  backgroundRatio: {
    type: 'number',
    exclusiveMinimum: 0,
    description:
      'Give the head an extra background channel that counts so many rows per foreground row (the official fork reserves such a channel). ' +
      'Absent: C channels and foreground counts alone, as in supplement F of the paper.',
  },
  modulateWith: {
    enum: ['surrogate', 'sigmoid'],
    default: 'surrogate',
    description: 'Whether the focal weight uses the surrogate ŝ or σ(f); the one-stage loss was not released (loss specification, 4.6).',
  },
  applyDetectionWeight: {
    type: 'boolean',
    default: true,
    description: 'Multiply entries by the detection weight m (paper, Eq. (10)).',
  },
  detectionWeight: {
    enum: ['lower', 'upper', 'one'],
    default: 'lower',
    description: 'Which number of the interval of Theorem 2 at R = 1 is the detection weight m (official ecm_utils.py: the lower end).',
  },
  testScore: {
    enum: ['sigmoid', 'sigmoid2', 'surrogate'],
    default: 'sigmoid',
    description: 'Score of a logit f: σ(f), σ(2f) or the surrogate ŝ (dense heads of the official fork: σ(f)).',
  },
  surrogatePrior: {
    type: 'boolean',
    default: false,
    description: 'Start biases so that the surrogate has the prior: ½ (ln(π/(1 − π)) − shift) (the fork leaves the usual prior).',
  },
} as const;
