import type { TypedConfig } from '@ecm/core';
import type { Batch } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { gradientTolerances } from '../networks/gradient-cases.js';
import { hasPartsOf } from '../networks/part-builder.js';
import { translateDetector } from '../networks/translate/detector.js';
import type { ReferenceDetector } from '../networks/translate/reference-model.js';
import { firstPassCases } from './first-pass-cases.js';
import { GoldenDetector } from './golden-detector.js';
import type { GoldenImages } from './golden-images.js';
import { batchOf } from './golden-images.js';
import { countsOf } from './model-handler.js';
import type { GoldenTraining, ModelGolden } from './model-golden.js';
import { proposalCases } from './proposal-cases.js';

interface EdgeGolden {
  readonly backbone: string;
  readonly setSeed: number;
  readonly about: string;
  readonly cases: Readonly<Record<string, GoldenTraining>>;
}

/** Case names end in one of these; they tell which images lose their objects. */
const emptied: Readonly<Record<string, (image: number) => boolean>> = {
  firstEmpty: (image) => image === 0,
  secondEmpty: (image) => image === 1,
  bothEmpty: () => true,
};

/** Families of the case names by the word in the names of the micro models. */
const modelNames: Readonly<Record<string, (loss: string) => string>> = {
  mask: (loss) => `micro-mask-r18-${loss}`,
  cascade: (loss) => `micro-cascade-r50-${loss}`,
};

/** Compares one step of the micro detectors without ground truth, and with the official numbers of samples. */
export const edgeHandler: GoldenHandler = {
  matches: (file) => {
    const { backbone, cases } = file.read() as Partial<EdgeGolden>;
    return typeof backbone === 'string' && cases !== undefined;
  },
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const golden = file.read() as EdgeGolden;
    for (const [name, wanted] of Object.entries(golden.cases)) {
      for (const result of compareCase(name, wanted, golden, context)) yield { ...result, name: `${name} ${result.name}` };
    }
  },
};

function* compareCase(name: string, wanted: GoldenTraining, golden: EdgeGolden, context: ParityContext): Iterable<CaseResult> {
  const [model, variant] = name.split('/') as [model: string, variant?: string];
  const [family = '', loss = ''] = model.split('-');
  if (!Object.hasOwn(modelNames, family)) return;
  const micro = context.sibling(`detectors/models/${modelNames[family](loss)}.json`).read() as ModelGolden;
  const config = configOf(micro, variant === undefined, golden.about);
  if (config === undefined || !hasPartsOf(config)) return;
  const images = context.sibling('detectors/images.json').read() as GoldenImages;
  const detector = new GoldenDetector(config, countsOf(images, micro), golden.setSeed);
  const full = batchOf(images[micro.about.images], micro.about.numClasses, golden.setSeed);
  const batch = variant === undefined ? full : withoutObjects(full, emptied[variant]);
  yield* firstPassCases(detector, batch, wanted, gradientTolerances.micro);
  if (wanted.proposals !== undefined)
    yield* proposalCases(detector.recording.proposals, context.sibling(`detectors/models/${wanted.proposals}`));
  tf.dispose(batch.images);
  detector.dispose();
}

/** @param official whether the official numbers of samples and proposals hold, with the first k of a list in place of k at random */
function configOf({ config }: ModelGolden, official: boolean, about: string): TypedConfig | undefined {
  if (!official) return translateDetector(config.model);
  const [, rpnCount, rpnShare, boxCount, boxShare, proposals] =
    /RPN (\d+) \(([\d.]+)\), R-CNN (\d+) \(([\d.]+)\), proposals (\d+)/.exec(about)?.map(Number) ?? [];
  const model = config.model as ReferenceDetector;
  const { rpn, rpn_proposal, rcnn } = model.train_cfg;
  const train_cfg = {
    rpn: { ...rpn, sampler: { ...rpn.sampler, num: rpnCount, pos_fraction: rpnShare } },
    rpn_proposal: { ...rpn_proposal, max_per_img: proposals },
    rcnn: { ...rcnn, sampler: { ...rcnn.sampler, num: boxCount, pos_fraction: boxShare } },
  };
  return translateDetector({ ...model, train_cfg }, 'first');
}

function withoutObjects(batch: Batch, isEmpty: (image: number) => boolean): Batch {
  const none = { boxes: new Float32Array(0), labels: new Int32Array(0), masks: [] };
  return { ...batch, truths: batch.truths.map((truth, image) => (isEmpty(image) ? none : truth)) };
}
