import { tf } from '@ecm/tensor';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { gradientTolerances } from '../networks/gradient-cases.js';
import { hasPartsOf } from '../networks/part-builder.js';
import { translateDetector } from '../networks/translate/detector.js';
import { detectionCases } from './detection-cases.js';
import { firstPassCases } from './first-pass-cases.js';
import { GoldenDetector } from './golden-detector.js';
import type { GoldenImages } from './golden-images.js';
import { batchOf } from './golden-images.js';
import type { InventoryIndex } from './golden-optimizer.js';
import { goldenOptimizer } from './golden-optimizer.js';
import type { ModelGolden } from './model-golden.js';
import { proposalCases } from './proposal-cases.js';
import { stateCases } from './state-cases.js';
import { trajectoryCases } from './trajectory-cases.js';

/** Compares whole detectors: losses, gradients, decisions, optimiser steps, detections. */
export const modelHandler: GoldenHandler = {
  matches: (file) => {
    const { about, config } = file.read() as Partial<ModelGolden>;
    if (about === undefined || config === undefined) return false;
    const own = translateDetector(config.model);
    return own !== undefined && hasPartsOf(own);
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as ModelGolden;
    const { about, train } = golden;
    const images = context.sibling('detectors/images.json').read() as GoldenImages;
    const { optimizers } = context.sibling('detectors/inventory/index.json').read() as InventoryIndex;
    const config = translateDetector(golden.config.model);
    if (config === undefined) return;
    const detector = new GoldenDetector(config, countsOf(images, golden), about.setSeed);
    try {
      for (const test of golden.test) yield* detectionCases(detector, images[about.images], test, about.setSeed);
      detector.restart();
      const batch = batchOf(images[about.images], about.numClasses, about.setSeed);
      const size = about.numClasses > 100 ? 'full' : 'micro';
      yield* firstPassCases(detector, batch, train, gradientTolerances[size]);
      if (train.proposals !== undefined)
        yield* proposalCases(detector.recording.proposals, context.sibling(`detectors/models/${train.proposals}`));
      detector.restart();
      yield* trajectoryCases(detector, batch, golden, goldenOptimizer(optimizers[about.optimizer]));
      yield* stateCases(detector, train.buffersAfter);
      tf.dispose(batch.images);
    } finally {
      detector.dispose();
    }
  },
};

/** @returns the class counts of a model's data */
export function countsOf(images: GoldenImages, { about }: Pick<ModelGolden, 'about'>): readonly number[] {
  return images.counts[about.counts].slice(0, about.numClasses);
}
