import type { Evaluator, ImageSampler } from '@ecm/core';
import type {
  AnchorGenerator,
  Assigner,
  Backbone,
  BoxCoder,
  BoxHead,
  DetectorModel,
  MapPredictor,
  MaskHead,
  Neck,
  Norm,
  Optimizer,
  ProposalHead,
  RegionPredictor,
  RegionSampler,
} from '@ecm/core/model';

import type { FamilyPlace } from './family-place.js';
import { boxLossStart } from './starts/box-loss.js';
import { classificationLossStart } from './starts/classification-loss.js';
import { datasetStart } from './starts/dataset.js';
import { learningRateStart } from './starts/learning-rate.js';
import { maskLossStart } from './starts/mask-loss.js';
import type { Members } from './starts/skeleton.js';
import { skeleton } from './starts/skeleton.js';

/** Place of a family whose parts are exported from the main entry. */
type Place = Pick<FamilyPlace, 'package' | 'word' | 'words' | 'family'>;

const model = { index: 'src/index.ts', entry: '@ecm/core/model' } as const;
const host = { index: 'src/index.ts', entry: '@ecm/core' } as const;
const losses = { ...model, package: 'losses', word: 'loss' } as const;

/** A family whose parts start as skeletons of a contract. */
function unwritten<Contract>(
  place: Place,
  contract: string,
  members: Members<Contract>,
  origin: Pick<FamilyPlace, 'index' | 'entry'> = model,
): FamilyPlace {
  return { ...origin, ...place, start: skeleton<Contract>({ entry: origin.entry, contract, members, words: place.words }) };
}

/** Families by name. */
export const familyPlaces: Readonly<Record<string, FamilyPlace>> = {
  'anchor-generator': unwritten<AnchorGenerator>(
    { package: 'targets', word: 'anchor-generator', words: 'anchor generator', family: 'anchorGeneratorFamily' },
    'AnchorGenerator',
    { perCell: 'value', grid: 'method', valid: 'method' },
  ),
  assigner: unwritten<Assigner>({ package: 'targets', word: 'assigner', words: 'assigner', family: 'assignerFamily' }, 'Assigner', {
    assign: 'method',
  }),
  backbone: unwritten<Backbone>({ package: 'backbones', word: 'backbone', words: 'backbone', family: 'backboneFamily' }, 'Backbone', {
    levels: 'value',
    forward: 'method',
  }),
  'box-coder': unwritten<BoxCoder>({ package: 'targets', word: 'box-coder', words: 'box coder', family: 'boxCoderFamily' }, 'BoxCoder', {
    encode: 'method',
    decode: 'method',
  }),
  'box-head': unwritten<BoxHead>({ package: 'heads', word: 'box-head', words: 'box head', family: 'boxHeadFamily' }, 'BoxHead', {
    train: 'method',
    predict: 'method',
    scores: 'method',
    refine: 'method',
    toDetections: 'method',
    states: 'value',
    advance: 'method',
  }),
  'box-loss': { ...losses, words: 'box loss', family: 'boxLossFamily', start: boxLossStart },
  'classification-loss': { ...losses, words: 'classification loss', family: 'classificationLossFamily', start: classificationLossStart },
  dataset: {
    package: 'datasets',
    index: 'src/node/index.ts',
    word: 'dataset',
    words: 'data set',
    family: 'datasetFamily',
    entry: '@ecm/core',
    start: datasetStart,
  },
  detector: unwritten<DetectorModel>(
    { package: 'detectors', word: 'detector', words: 'detector', family: 'detectorFamily' },
    'DetectorModel',
    {
      losses: 'method',
      detect: 'method',
      states: 'value',
      advance: 'method',
    },
  ),
  evaluator: unwritten<Evaluator>(
    { package: 'evaluators', word: 'evaluator', words: 'evaluator', family: 'evaluatorFamily' },
    'Evaluator',
    { name: 'value', add: 'method', finish: 'method' },
    host,
  ),
  'image-sampler': unwritten<ImageSampler>(
    { package: 'datasets', word: 'sampler', words: 'image sampler', family: 'imageSamplerFamily' },
    'ImageSampler',
    { epoch: 'method' },
    host,
  ),
  'learning-rate': {
    ...model,
    package: 'engine',
    word: 'schedule',
    words: 'learning-rate schedule',
    family: 'learningRateFamily',
    start: learningRateStart,
  },
  'map-predictor': unwritten<MapPredictor>(
    { package: 'heads', word: 'map-predictor', words: 'map predictor', family: 'mapPredictorFamily' },
    'MapPredictor',
    { forward: 'method', forwardChannels: 'method' },
  ),
  'mask-head': unwritten<MaskHead>({ package: 'heads', word: 'mask-head', words: 'mask head', family: 'maskHeadFamily' }, 'MaskHead', {
    train: 'method',
    predict: 'method',
    paste: 'method',
  }),
  'mask-loss': { ...losses, words: 'mask loss', family: 'maskLossFamily', start: maskLossStart },
  neck: unwritten<Neck>({ package: 'necks', word: 'neck', words: 'neck', family: 'neckFamily' }, 'Neck', {
    levels: 'value',
    forward: 'method',
  }),
  norm: unwritten<Norm>({ package: 'backbones', word: 'norm', words: 'normalisation', family: 'normFamily' }, 'Norm', {
    convolve: 'method',
  }),
  optimizer: unwritten<Optimizer>({ package: 'engine', word: 'optimizer', words: 'optimiser', family: 'optimizerFamily' }, 'Optimizer', {
    learningRate: 'value',
    step: 'method',
    save: 'method',
    load: 'method',
    dispose: 'method',
  }),
  'proposal-head': unwritten<ProposalHead>(
    { package: 'heads', word: 'proposal-head', words: 'proposal head', family: 'proposalHeadFamily' },
    'ProposalHead',
    { train: 'method', propose: 'method' },
  ),
  'region-predictor': unwritten<RegionPredictor>(
    { package: 'heads', word: 'region-predictor', words: 'region predictor', family: 'regionPredictorFamily' },
    'RegionPredictor',
    { forward: 'method' },
  ),
  'region-sampler': unwritten<RegionSampler>(
    { package: 'targets', word: 'region-sampler', words: 'region sampler', family: 'regionSamplerFamily' },
    'RegionSampler',
    { addGroundTruths: 'value', sample: 'method' },
  ),
};

/** Other words for families on the command line. */
export const familyAliases: Readonly<Record<string, string>> = {
  loss: 'classification-loss',
  schedule: 'learning-rate',
  predictor: 'region-predictor',
};
