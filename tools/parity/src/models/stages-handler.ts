import { ResnetBackbone } from '@ecm/backbones';
import { SeededRandom } from '@ecm/core';
import type { Tensor } from '@ecm/core/model';
import { FcnMaskLayers, RoiExtractor, RpnProposalHead, Shared2fcLayers } from '@ecm/heads';
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
    watchStages(found, () => {
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

/** Writes down the results of all modules, by the reference's names, while `work` runs. */
function watchStages(found: Stages, work: () => void): void {
  const keep = (name: string, tensor: Tensor) => found.set(name, tf.keep(tensor.clone()));
  const keepAll = (name: string, tensors: readonly Tensor[]) => {
    for (const [level, tensor] of tensors.entries()) keep(`${name}[${level}]`, tensor);
  };
  const extracted = () => (found.has('roi_head.bbox_roi_extractor') ? 'roi_head.mask_roi_extractor' : 'roi_head.bbox_roi_extractor');
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
      observeCalls(
        RpnProposalHead.prototype,
        'forward',
        (_, __, outputs) => {
          keepAll('rpn_head[0]', outputs.logits);
          keepAll('rpn_head[1]', outputs.deltas);
        },
        inner,
      );
    },
    (inner) => {
      observeCalls(
        RoiExtractor.prototype,
        'extract',
        (_, __, regions) => {
          keep(extracted(), regions);
        },
        inner,
      );
    },
    (inner) => {
      observeCalls(
        Shared2fcLayers.prototype,
        'forward',
        (_, __, { logits, deltas }) => {
          keepAll('roi_head.bbox_head', [logits, deltas]);
        },
        inner,
      );
    },
    (inner) => {
      observeCalls(
        FcnMaskLayers.prototype,
        'forwardChannels',
        (layers, [regions]) => {
          keep('roi_head.mask_head', layers.forward(regions));
        },
        inner,
      );
    },
  ];
  watches.reduce<() => void>(
    (inner, watch) => () => {
      watch(inner);
    },
    work,
  )();
}
