/** Something that can run tensors. */
export interface Backend {
  /** Name that configs, command lines and tfjs's engine use, e.g. `wasm`. */
  readonly name: string;
  /** `auto` takes the available backend with the highest priority. */
  readonly priority: number;
  /** @returns whether this machine can run it; cheap, never throws */
  isAvailable(): Promise<boolean>;
  /** Registers it, with the kernels of this package, in tfjs's engine. Called once, before the first use. */
  register(): Promise<void>;
}
