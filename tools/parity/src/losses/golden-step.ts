import type { GoldenArray, GoldenArrayContext, LossGoldenCase, LossGoldenFile } from '@ecm/testing';
import { flatNumbers, goldenArray } from '@ecm/testing';

/** What a case may refer to. */
export interface CaseContext extends GoldenArrayContext {
  /** Cases of the same file. */
  readonly cases: readonly LossGoldenCase[];
}

/** Typed access to the parameters, the start state and one step's inputs of a loss golden. */
export class GoldenStep {
  readonly id: string;
  readonly loss: string;
  readonly #case: LossGoldenCase;
  readonly #index: number;
  readonly #context: CaseContext;

  constructor(golden: LossGoldenCase, index: number, context: CaseContext) {
    this.id = golden.id;
    this.loss = golden.loss;
    this.#case = golden;
    this.#index = index;
    this.#context = context;
  }

  /** An array input; inputs that a later step lacks keep their value of step 0. */
  array(name: string): GoldenArray {
    return goldenArray(this.plain(name), this.#context);
  }

  /** An array input as float32. */
  floats(name: string): Float32Array {
    return Float32Array.from(this.array(name).data);
  }

  /** An array input as integers. */
  integers(name: string): Int32Array {
    return Int32Array.from(this.array(name).data);
  }

  /** An array input in double precision, or `undefined` if it is not there. */
  optional(name: string): Float64Array | undefined {
    return this.has(name) ? this.array(name).data : undefined;
  }

  has(name: string): boolean {
    return this.plain(name) !== undefined && this.plain(name) !== null;
  }

  /** An input as the JSON has it. */
  plain(name: string): unknown {
    return this.#case.steps[this.#index].inputs[name] ?? this.#case.steps[0].inputs[name];
  }

  /** A numeric input, `undefined` for null. */
  number(name: string): number | undefined {
    const value = this.plain(name);
    return value === undefined || value === null ? undefined : Number(value);
  }

  /** A parameter of the case, as the JSON has it. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- goldens are JSON; the caller knows what the format says
  param<T>(name: string): T | undefined {
    return this.#case.params[name] as T | undefined;
  }

  /** A parameter that is an array of numbers. */
  paramArray(name: string): Float64Array | undefined {
    const spec = this.#case.params[name];
    return spec === undefined || spec === null ? undefined : goldenArray(spec, this.#context).data;
  }

  /** Start state: a list or ARRAY; a single number stands for a constant vector of `length`. */
  start(name: string, length: number): Float64Array | undefined {
    const spec = this.#case.state0?.[name];
    if (spec === undefined) return undefined;
    const { data } = goldenArray(spec, this.#context);
    return data.length === 1 && length > 1 ? new Float64Array(length).fill(data[0]) : data;
  }

  /** The cases of the same file. */
  get siblings(): readonly LossGoldenCase[] {
    return this.#context.cases;
  }

  /** Another case, of another file. */
  caseOf(file: string, id: string): LossGoldenCase {
    const found = this.other<LossGoldenFile>(file).cases.find((golden) => golden.id === id);
    if (found === undefined) throw new Error(`${file} has no case ${id}.`);
    return found;
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as for `param`
  other<T>(file: string): T {
    return this.#context.other(file) as T;
  }

  /** The numbers that the golden lists for a key: for cases that are data for other cases. */
  expected(name: string): Float64Array {
    return flatNumbers(this.#case.steps[this.#index].expected[name].data);
  }

  /** The same step with one input hidden. */
  without(name: string): GoldenStep {
    const steps = this.#case.steps.map((step) => ({ ...step, inputs: { ...step.inputs, [name]: undefined } }));
    return new GoldenStep({ ...this.#case, steps }, this.#index, this.#context);
  }
}

/** What an implementation found, by the golden's keys. */
export type Found = Readonly<Record<string, ArrayLike<number> | undefined>>;

/** Runs the steps of one case, one after the other, on one object. */
export type StepRunner = (step: GoldenStep) => Found | Promise<Found>;

/** Starts a case: makes the objects under test from its parameters and start state. */
export type CaseStarter = (first: GoldenStep) => StepRunner;
