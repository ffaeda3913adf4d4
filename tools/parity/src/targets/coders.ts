import { decodeDistances, encodeDistances } from '@ecm/geometry';
import { DeltaXywhBoxCoder } from '@ecm/targets';
import type { FormulaTensor } from '@ecm/testing';
import { formulaTensor, valueMismatch } from '@ecm/testing';

import { namedHandler } from '../geometry/named-handler.js';
import { caseOf } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';

interface CodersGolden {
  readonly proposals: number[];
  readonly targets: number[];
  readonly delta: readonly {
    readonly stds: number[];
    readonly encode: number[];
    readonly deltas: FormulaTensor;
    readonly clip: readonly [number, number];
    readonly decode: number[];
    readonly decodeClipped: number[];
    readonly bigDeltas: FormulaTensor;
    readonly decodeBig: number[];
    readonly multi: FormulaTensor;
    readonly decodeMulti: { readonly data: number[] };
  }[];
  readonly distance: {
    readonly points: number[];
    readonly distances: FormulaTensor;
    readonly clip: readonly [number, number];
    readonly decode: number[];
    readonly decodeClipped: number[];
    readonly encode: number[];
    readonly encodeBoxes: number[];
  };
}

/** Delta and distance coders on the host; the gradients of the same file belong to the dense heads. */
export const codersHandler = namedHandler<CodersGolden>(
  'coders.json',
  function* ({ proposals, targets, delta, distance }, { file, parity }) {
    const setSeed = setSeedOf(file, parity);
    const references = Float32Array.from(proposals);
    for (const golden of delta) {
      const coder = new DeltaXywhBoxCoder({ stds: golden.stds });
      const [height, width] = golden.clip;
      const [deltas, big, multi] = [golden.deltas, golden.bigDeltas, golden.multi].map((tensor) => formulaTensor(tensor, setSeed));
      const name = `delta ${golden.stds.join(' ')}`;
      yield caseOf(`${name} encode`, valueMismatch(coder.encode(references, Float32Array.from(targets)), golden.encode));
      yield caseOf(`${name} decode`, valueMismatch(coder.decode(references, deltas), golden.decode));
      yield caseOf(`${name} clipped`, valueMismatch(coder.decode(references, deltas, { height, width }), golden.decodeClipped));
      yield caseOf(`${name} big`, valueMismatch(coder.decode(references, big), golden.decodeBig));
      yield caseOf(`${name} classes`, valueMismatch(coder.decode(references, multi, { height, width }), golden.decodeMulti.data));
    }
    const points = Float32Array.from(distance.points);
    const distances = formulaTensor(distance.distances, setSeed);
    const [height, width] = distance.clip;
    yield caseOf('distance decode', valueMismatch(decodeDistances(points, distances), distance.decode));
    yield caseOf('distance clipped', valueMismatch(decodeDistances(points, distances, { height, width }), distance.decodeClipped));
    yield caseOf('distance encode', valueMismatch(encodeDistances(points, Float32Array.from(distance.encodeBoxes)), distance.encode));
  },
);
