/** One level of a feature pyramid. */
export interface Level {
  /** Input pixels per feature cell. */
  readonly stride: number;
  readonly channels: number;
}

/** Training keeps what gradients need; testing does not. */
export type Mode = 'train' | 'test';
