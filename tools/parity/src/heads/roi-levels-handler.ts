import type { Boxes } from '@ecm/core';
import { RoiExtractor, roiLevels } from '@ecm/heads';
import { tf } from '@ecm/tensor';
import { valueAndGradients } from '@ecm/tensor/autograd';
import type { FormulaTensor, TensorSummary } from '@ecm/testing';
import { mapValues, valueMismatch } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { asParameter } from '../networks/as-parameter.js';
import { caseOf, mapCase } from '../networks/map-cases.js';
import { setSeedOf } from '../networks/set-seed.js';
import { formulaMap } from './formula-maps.js';

interface RoiLevelsGolden {
  readonly finestScale: number;
  readonly boxes: readonly (readonly number[])[];
  readonly levels: readonly number[];
  readonly extractor: {
    readonly features: readonly FormulaTensor[];
    readonly strides: readonly number[];
    readonly out: number;
    readonly samplingRatio: number;
    /** Rows image, x1, y1, x2, y2. */
    readonly rois: readonly (readonly number[])[];
    readonly output: TensorSummary;
    readonly perRoiSum: readonly number[];
    readonly gradOut: FormulaTensor;
    readonly gradFeatures: readonly TensorSummary[];
  };
}

/** Compares the levels of regions and the extraction over a pyramid with its gradient. */
export const roiLevelsHandler: GoldenHandler = {
  matches: (file) => (file.read() as Partial<RoiLevelsGolden>).extractor !== undefined,
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const { finestScale, boxes, levels, extractor: golden } = file.read() as RoiLevelsGolden;
    const setSeed = setSeedOf(file, context);
    const found = roiLevels(Float32Array.from(boxes.flat()), { finestScale, levels: golden.strides.length });
    yield caseOf('levels', String(found) === String(levels) ? undefined : `${String(levels)} expected, ${String(found)} found`);
    const features = golden.features.map((feature) => formulaMap(feature, setSeed));
    const channels = features[0].shape[3];
    const extractor = new RoiExtractor(
      golden.strides.map((stride) => ({ stride, channels })),
      { size: golden.out, samplingRatio: golden.samplingRatio, finestScale, levels: golden.strides.length },
    );
    // The extractor takes the regions image by image; the golden may list them in another order.
    const images = Array.from({ length: features[0].shape[0] }, (_, image) => image);
    const order = images.flatMap((image) => [...golden.rois.keys()].filter((row) => golden.rois[row][0] === image));
    const boxesOfImages = images.map((image): Boxes =>
      Float32Array.from(golden.rois.filter((roi) => roi[0] === image).flatMap((roi) => roi.slice(1))),
    );
    const positions = tf.tensor1d(
      golden.rois.map((_, row) => order.indexOf(row)),
      'int32',
    );
    const weights = formulaMap(golden.gradOut, setSeed);
    const sorted = tf.gather(weights, tf.tensor1d(order, 'int32'));
    const output = tf.tidy(() => tf.gather(extractor.extract(features, boxesOfImages), positions));
    yield mapCase('output', output, golden.output);
    const values = mapValues(output);
    const perRoi = values.length / golden.rois.length;
    const sums = golden.rois.map((_, row) => values.subarray(row * perRoi, (row + 1) * perRoi).reduce((sum, value) => sum + value, 0));
    yield caseOf('sum per region', valueMismatch(sums, golden.perRoiSum, { absolute: 1e-3, relative: 1e-4 }));
    const inputs = features.map((feature, level) => asParameter(`level ${level}`, feature));
    const { gradients } = valueAndGradients(() => ({ sum: tf.sum(tf.mul(extractor.extract(features, boxesOfImages), sorted)) }), inputs);
    for (const [level, summary] of golden.gradFeatures.entries()) {
      const name = `level ${level}`;
      const gradient = Object.hasOwn(gradients, name) ? gradients[name] : tf.zerosLike(features[level]);
      yield mapCase(`gradient of ${name}`, gradient, summary, 1e-3);
      gradient.dispose();
    }
    tf.dispose([features, positions, weights, sorted, output, gradients]);
  },
};
