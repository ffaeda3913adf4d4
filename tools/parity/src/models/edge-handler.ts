import type { TypedConfig } from '@ecm/core';
import type { Batch } from '@ecm/core/model';
import { tf } from '@ecm/tensor';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { gradientTolerances } from '../networks/gradient-cases.js';
import { hasPartsOf } from '../networks/part-builder.js';
import { translateDetector } from '../networks/translate/detector.js';
import type { ReferenceCascade, ReferenceDetector, ReferencePart, ReferenceTraining } from '../networks/translate/reference-model.js';
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
  const numbers = variant === undefined ? officialNumbers(golden.about, family) : undefined;
  const config = configOf(withBackbone(micro.config.model, loss, golden.backbone, context), numbers);
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

/** The micro models of a family may have another backbone than the edge cases: theirs is named like `r18m`. */
function withBackbone(model: ReferencePart, loss: string, backbone: string, context: ParityContext): ReferencePart {
  const name = modelNames['mask'](loss).replace(/r\d+/, backbone.replace(/m$/, ''));
  const donor = context.sibling(`detectors/models/${name}.json`).read() as ModelGolden;
  return { ...model, backbone: (donor.config.model as ReferenceDetector).backbone };
}

interface OfficialNumbers {
  readonly rpn: { readonly num: number; readonly pos_fraction: number };
  readonly rcnn: { readonly num: number; readonly pos_fraction: number };
  readonly proposals: number;
}

/** Reads the official numbers of samples and proposals out of a sentence. */
function officialNumbers(about: string, family: string): OfficialNumbers {
  const pattern = /RPN (\d+) \(([\d.]+)\), R-CNN (\d+) \(([\d.]+)\), proposals (\d+) \(cascade (\d+)\)/;
  const found = pattern.exec(about);
  if (found === null) throw new Error(`The sentence about the official numbers has another form than "${pattern.source}": ${about}`);
  const number = (group: number) => Number(found[group]);
  return {
    rpn: { num: number(1), pos_fraction: number(2) },
    rcnn: { num: number(3), pos_fraction: number(4) },
    proposals: number(family === 'cascade' ? 6 : 5),
  };
}

/** @param numbers official numbers of samples and proposals, with the first k of a list in place of k at random */
function configOf(part: ReferencePart, numbers?: OfficialNumbers): TypedConfig | undefined {
  if (numbers === undefined) return translateDetector(part);
  const { train_cfg } = part as ReferenceDetector | ReferenceCascade;
  const withNumbers = (training: ReferenceTraining, own: OfficialNumbers['rpn']) => ({
    ...training,
    sampler: { ...training.sampler, ...own },
  });
  const changed = {
    rpn: withNumbers(train_cfg.rpn, numbers.rpn),
    rpn_proposal: { ...train_cfg.rpn_proposal, max_per_img: numbers.proposals },
    rcnn: Array.isArray(train_cfg.rcnn)
      ? (train_cfg.rcnn as readonly ReferenceTraining[]).map((training) => withNumbers(training, numbers.rcnn))
      : withNumbers(train_cfg.rcnn as ReferenceTraining, numbers.rcnn),
  };
  return translateDetector({ ...part, train_cfg: changed }, 'first');
}

function withoutObjects(batch: Batch, isEmpty: (image: number) => boolean): Batch {
  const none = { boxes: new Float32Array(0), labels: new Int32Array(0), masks: [] };
  return { ...batch, truths: batch.truths.map((truth, image) => (isEmpty(image) ? none : truth)) };
}
