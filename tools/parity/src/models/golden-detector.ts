import type { TypedConfig } from '@ecm/core';
import { BuilderToken } from '@ecm/core';
import type { DetectorModel, StateTensor } from '@ecm/core/model';
import { detectorFamily } from '@ecm/core/model';
import { ParameterStore } from '@ecm/tensor';

import { loadFormulaState } from '../networks/formula-state.js';
import { partBuilder } from '../networks/part-builder.js';
import type { Recording } from './recorder.js';
import { recordingBuilder } from './recorder.js';

/** A detector with formula parameters that writes down what it decides. */
export class GoldenDetector {
  readonly parameters = new ParameterStore({ seed: 0 });
  readonly model: DetectorModel;
  readonly recording: Recording = { samples: [], proposals: [] };
  readonly #setSeed: number;
  readonly #startStates: Readonly<Record<string, Readonly<Record<string, StateTensor>>>>;

  constructor(config: TypedConfig, counts: readonly number[], setSeed: number) {
    const builder = partBuilder(counts);
    builder.provide(BuilderToken, recordingBuilder(builder, this.recording));
    this.model = builder.build(detectorFamily, config, '/model', { scope: this.parameters.scope(), classes: counts.length });
    this.#setSeed = setSeed;
    this.#startStates = Object.fromEntries(Object.entries(this.model.states).map(([name, state]) => [name, state.save()]));
    this.restart();
  }

  /** Goes back to the start weights and states. */
  restart(): void {
    loadFormulaState(this.parameters, this.#setSeed);
    for (const [name, state] of Object.entries(this.model.states)) state.load(this.#startStates[name]);
    this.recording.samples = [];
    this.recording.proposals = [];
  }

  dispose(): void {
    this.parameters.dispose();
  }
}
