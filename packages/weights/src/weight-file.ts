import type { ElementType, TensorData } from './element/element-type.js';

/** A tensor of a weight file, in the file's own layout (PyTorch's for our files), row-major. */
export interface WeightTensor {
  /** Type in the file. */
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** What is known of a tensor before its data is read. */
export type WeightInfo = Pick<WeightTensor, 'type' | 'shape'>;

/** Named tensors in a file; data is read when asked for. */
export interface WeightFile {
  /** Path or other name, for messages. */
  readonly name: string;
  readonly format: 'safetensors' | 'torch-zip' | 'torch-legacy' | 'pickle';
  /** Names and kinds of all tensors, in file order. */
  readonly tensors: ReadonlyMap<string, WeightInfo>;
  /** What the file says about itself: safetensors' `__metadata__`, PyTorch's entries beside the state dict. */
  readonly metadata: ReadonlyMap<string, unknown>;
  /** @throws CheckpointError if there is no such tensor or its data is damaged */
  read(name: string): WeightTensor;
}

/** @returns the number of elements of a shape */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
