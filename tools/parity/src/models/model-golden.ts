import type { ReferencePart } from '../networks/translate/reference-model.js';

/** A loss or norm of the reference in double and single precision. */
export interface BothPrecisions {
  readonly f64: number;
  readonly f32: number;
}

/** What a sampler of the reference chose in one image. */
export interface GoldenSample {
  readonly numBoxes: number;
  readonly pos: readonly number[];
  readonly posGt: readonly number[];
  readonly numNeg: number;
  readonly posIsGt: number;
}

/** Training results at the start weights. */
export interface GoldenTraining {
  readonly losses: Readonly<Record<string, BothPrecisions>>;
  readonly gradNorm: BothPrecisions;
  readonly samples: readonly GoldenSample[];
  readonly sameDecisionsF32: boolean;
  readonly gradNorms: Readonly<Record<string, number | null>>;
  /** File with the training proposals. */
  readonly proposals?: string;
}

/** Training results of a model over several steps. */
export interface GoldenModelTraining extends GoldenTraining {
  readonly trajectory: readonly Readonly<Record<string, number>>[];
  readonly trajectoryNoise: readonly number[];
  readonly buffersAfter: Readonly<Record<string, GoldenBuffer>>;
}

/** State of a loss: all values, or a summary. */
export interface GoldenBuffer {
  readonly shape: readonly number[];
  readonly data?: readonly number[];
  readonly sum?: number;
  readonly probes?: readonly number[];
}

/** A mask as run lengths, column by column, zeros first. */
export interface GoldenMask {
  readonly size: readonly [height: number, width: number];
  readonly counts: readonly number[];
}

/** Test results of one image. */
export interface GoldenTest {
  readonly image: number;
  readonly numDetections: number;
  /** Rows x1, y1, x2, y2, score, label. */
  readonly detections: readonly (readonly number[])[];
  readonly notInF32: number;
  readonly masks?: readonly GoldenMask[];
  readonly proposals?: { readonly n: number; readonly first: readonly (readonly number[])[] };
}

/** A golden file `models/<name>.json`. */
export interface ModelGolden {
  readonly about: {
    readonly name: string;
    readonly numClasses: number;
    readonly counts: string;
    readonly images: string;
    readonly setSeed: number;
    readonly optimizer: string;
    readonly clipNorm: number | null;
    readonly steps: number;
  };
  readonly config: { readonly model: ReferencePart };
  readonly train: GoldenModelTraining;
  readonly test: readonly GoldenTest[];
}
