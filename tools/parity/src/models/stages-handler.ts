import { ResnetBackbone } from '@ecm/backbones';
import { SeededRandom } from '@ecm/core';
import type { RegionPredictions, Tensor, Tensor4D } from '@ecm/core/model';
import type { RpnOutputs } from '@ecm/heads';
import { FcnMaskLayers, RpnProposalHead, Shared2fcLayers } from '@ecm/heads';
import { FpnNeck } from '@ecm/necks';
import { tf } from '@ecm/tensor';
import type { TensorSummary } from '@ecm/testing';

import type { CaseResult, GoldenFile, GoldenHandler, ParityContext } from '../handler.js';
import { caseOf, mapCase } from '../networks/map-cases.js';
import { hasPartsOf } from '../networks/part-builder.js';
import { translateDetector } from '../networks/translate/detector.js';
import { GoldenDetector } from './golden-detector.js';
import type { GoldenImages } from './golden-images.js';
import { batchOf } from './golden-images.js';
import type { ModelGolden } from './model-golden.js';
import { countsOf } from './model-handler.js';
import { observeCalls } from './observe-calls.js';

interface StagesGolden {
  readonly about: { readonly model: string; readonly setSeed: number };
  readonly stages: readonly (TensorSummary & { readonly module: string })[];
}

type Stages = Map<string, Tensor>;

/** Compares what the modules of a detector return in the training forward pass. */
export const stagesHandler: GoldenHandler = {
  matches: (file) => (file.read() as Partial<StagesGolden>).stages !== undefined,
  *run(file: GoldenFile, context: ParityContext): Iterable<CaseResult> {
    const { about, stages } = file.read() as StagesGolden;
    const micro = context.sibling(`detectors/models/${about.model}.json`).read() as ModelGolden;
    const config = translateDetector(micro.config.model);
    if (config === undefined || !hasPartsOf(config)) return;
    const images = context.sibling('detectors/images.json').read() as GoldenImages;
    const detector = new GoldenDetector(config, countsOf(images, micro), about.setSeed);
    const batch = batchOf(images[micro.about.images], micro.about.numClasses, about.setSeed);
    const found: Stages = new Map();
    watchStages(found, config.type === 'cascade', () => {
      tf.tidy(() => {
        detector.model.losses(batch, new SeededRandom('parity'));
      });
    });
    for (const { module, ...summary } of stages) {
      const tensor = found.get(module);
      yield tensor === undefined ? caseOf(module, `nothing was recorded under this name`) : mapCase(module, tensor, summary);
    }
    tf.dispose([...found.values(), batch.images]);
    detector.dispose();
  },
};

/**
 * Writes down the results of all modules, by the reference's names, while `work` runs.
 *
 * @param cascade whether the names of region modules end in the number of the stage
 */
function watchStages(found: Stages, cascade: boolean, work: () => void): void {
  const keep = (name: string, tensor: Tensor) => found.set(name, tf.keep(tensor.clone()));
  const keepAll = (name: string, tensors: readonly Tensor[]) => {
    for (const [level, tensor] of tensors.entries()) keep(`${name}[${level}]`, tensor);
  };
  let boxStages = 0;
  let maskStages = 0;
  const stage = (number: number) => (cascade ? `.${number}` : '');
  const watches: ((inner: () => void) => void)[] = [
    (inner) => {
      observeCalls(
        ResnetBackbone.prototype,
        'forward',
        (_, __, maps) => {
          keepAll('backbone', maps);
        },
        inner,
      );
    },
    (inner) => {
      observeCalls(
        FpnNeck.prototype,
        'forward',
        (_, __, maps) => {
          keepAll('neck', maps);
        },
        inner,
      );
    },
    (inner) => {
      const watch = (_: unknown, __: unknown, outputs: RpnOutputs) => {
        keepAll('rpn_head[0]', outputs.logits);
        keepAll('rpn_head[1]', outputs.deltas);
      };
      observeCalls(RpnProposalHead.prototype, 'forward', watch, inner);
    },
    (inner) => {
      const watch = (_: unknown, [regions]: [Tensor4D, (Int32Array | undefined)?], { logits, deltas }: RegionPredictions) => {
        keep(`roi_head.bbox_roi_extractor${stage(boxStages)}`, regions);
        keepAll(`roi_head.bbox_head${stage(boxStages++)}`, [logits, deltas]);
      };
      observeCalls(Shared2fcLayers.prototype, 'forward', watch, inner);
    },
    (inner) => {
      const watch = (layers: FcnMaskLayers, [regions]: [Tensor4D, Int32Array]) => {
        keep(`roi_head.mask_roi_extractor${stage(maskStages)}`, regions);
        keep(`roi_head.mask_head${stage(maskStages++)}`, layers.forward(regions));
      };
      observeCalls(FcnMaskLayers.prototype, 'forwardChannels', watch, inner);
    },
  ];
  const all = watches.reduce<() => void>(
    (inner, watch) => () => {
      watch(inner);
    },
    work,
  );
  all();
}
