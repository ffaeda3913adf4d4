import type { Parameter, ParameterLayout, ParameterOptions, StateTensor, Variable } from '@ecm/core/model';
import { SeededRandom, ShapeError } from '@ecm/core';

import { tf } from '../tf.js';

/** A parameter whose value is a tfjs variable. */
export class StoredParameter implements Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly layout: ParameterLayout;
  readonly trainable: boolean;
  readonly learningRateFactor: number;
  readonly weightDecayFactor: number;
  readonly value: Variable;

  /** @param seed start values depend on it and on the name alone */
  constructor(name: string, shape: readonly number[], options: ParameterOptions, seed: number) {
    this.name = name;
    this.shape = shape;
    this.layout = options.layout;
    this.trainable = options.trainable ?? true;
    this.learningRateFactor = options.learningRateFactor ?? 1;
    this.weightDecayFactor = options.weightDecayFactor ?? 1;
    const start = options.initialize(this.layout.referenceShape(shape), new SeededRandom(seed, name));
    this.value = tf.tidy(() => tf.variable(tf.tensor(this.layout.fromReference(start, shape), [...shape], 'float32'), this.trainable));
  }

  /** @returns the value in reference layout */
  save(): StateTensor {
    const data = this.value.dataSync<'float32'>();
    return { shape: this.layout.referenceShape(this.shape), data: this.layout.toReference(data, this.shape) };
  }

  /** Takes over a value in reference layout. @throws ShapeError if the shape differs */
  load({ shape, data }: StateTensor): void {
    const expected = this.layout.referenceShape(this.shape);
    if (shape.length !== expected.length || shape.some((size, axis) => size !== expected[axis])) {
      throw new ShapeError(`ParameterStore.load: ${this.name}`, `[${expected.join(', ')}] (reference layout)`, shape);
    }
    const values = data instanceof Float32Array ? data : Float32Array.from(data);
    tf.tidy(() => {
      this.value.assign(tf.tensor(this.layout.fromReference(values, this.shape), [...this.shape], 'float32'));
    });
  }

  dispose(): void {
    this.value.dispose();
  }
}
