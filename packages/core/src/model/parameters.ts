import type { RandomStream } from '../random/random-stream.js';
import type { StateTensor } from './saved-state.js';
import type { Tensor } from './tensor-types.js';

/**
 * How a parameter lies in memory (ours) and in files (PyTorch's, "reference"). Shapes and data are converted together.
 */
export interface ParameterLayout {
  readonly name: string;
  referenceShape(shape: readonly number[]): number[];
  toReference(data: Float32Array, shape: readonly number[]): Float32Array;
  fromReference(data: Float32Array, shape: readonly number[]): Float32Array;
}

/**
 * Start values of a parameter, in reference layout.
 *
 * @param referenceShape PyTorch shape, so that fans are `out = shape[0]`, `in = shape[1]`
 */
export type Initializer = (referenceShape: readonly number[], random: RandomStream) => Float32Array;

/** Choices that belong to a parameter. */
export interface ParameterOptions {
  readonly layout: ParameterLayout;
  readonly initialize: Initializer;
  /** Default true. */
  readonly trainable?: boolean;
  /** Multiplies the learning rate; default 1. */
  readonly learningRateFactor?: number;
  /** Multiplies the weight decay; default 1. */
  readonly weightDecayFactor?: number;
}

/** A named tensor of a detector. */
export interface Parameter {
  /** Full name, equal to the reference's state-dict key, e.g. `backbone.layer1.0.conv1.weight`. */
  readonly name: string;
  /** Shape in memory. */
  readonly shape: readonly number[];
  readonly layout: ParameterLayout;
  /** False for buffers and frozen parameters. */
  readonly trainable: boolean;
  readonly learningRateFactor: number;
  readonly weightDecayFactor: number;
  /** The present value; read it inside the forward pass, never keep it. */
  readonly value: Tensor;
}

/** Where a part registers its parameters; names are joined with dots. */
export interface ParameterScope {
  readonly path: string;
  child(name: string): ParameterScope;
  parameter(name: string, shape: readonly number[], options: ParameterOptions): Parameter;
  /** A tensor that is saved but never trained, e.g. running statistics. */
  buffer(name: string, shape: readonly number[], options: Pick<ParameterOptions, 'layout' | 'initialize'>): Parameter;
}

/** All parameters and buffers of a detector, in order of registration. */
export interface ParameterCollection {
  readonly all: readonly Parameter[];
  readonly trainable: readonly Parameter[];
  get(name: string): Parameter;
  /** @returns every value in reference layout, by name */
  save(): Readonly<Record<string, StateTensor>>;
  /**
   * Takes over values in reference layout.
   * @returns names that this collection lacks, and own names that the record lacks
   * @throws ShapeError if a shape differs
   */
  load(values: Readonly<Record<string, StateTensor>>): { readonly unknown: readonly string[]; readonly missing: readonly string[] };
  dispose(): void;
}
