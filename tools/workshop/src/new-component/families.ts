import type { PartStart } from './part-start.js';
import { boxLossStart } from './starts/box-loss.js';
import { classificationLossStart } from './starts/classification-loss.js';
import { learningRateStart } from './starts/learning-rate.js';
import { maskLossStart } from './starts/mask-loss.js';
import { skeleton } from './starts/skeleton.js';

/** What the generator knows of a family. */
export interface FamilyPlace {
  /** Package that holds its parts. */
  readonly package: string;
  /** Entry file of the package that exports them. */
  readonly index: string;
  /** Last word of class and file names. */
  readonly word: string;
  /** What a member is called in a sentence. */
  readonly words: string;
  /** Exported constant of the family, and where it comes from. */
  readonly family: string;
  readonly entry: '@ecm/core' | '@ecm/core/model';
  readonly start: PartStart;
}

const entry = '@ecm/core/model';
const index = 'src/index.ts';
const image = ['Tensor4D'];
const maps = { types: ['Level', ...image], members: ['get levels(): readonly Level[]', 'forward(): Tensor4D[]'] };

/** A family whose parts start as skeletons. */
function unwritten(
  place: Pick<FamilyPlace, 'package' | 'word' | 'words' | 'family'> & Partial<Pick<FamilyPlace, 'entry' | 'index'>>,
  contract: { readonly name?: string; readonly types?: readonly string[]; readonly members: readonly string[] },
): FamilyPlace {
  const from = place.entry ?? entry;
  return { index, ...place, entry: from, start: skeleton({ types: [], ...contract, entry: from, words: place.words }) };
}

const losses = { package: 'losses', index, word: 'loss', entry } as const;
const headStates = ['get states(): Readonly<Record<string, SavedState>>', 'advance(): void'];

/** Families by name. */
export const familyPlaces: Readonly<Record<string, FamilyPlace>> = {
  'anchor-generator': unwritten(
    { package: 'targets', word: 'anchor-generator', words: 'anchor generator', family: 'anchorGeneratorFamily' },
    {
      name: 'AnchorGenerator',
      members: ['get perCell(): readonly number[]', 'grid(): Float32Array[]', 'valid(): Uint8Array[]'],
    },
  ),
  assigner: unwritten(
    { package: 'targets', word: 'assigner', words: 'assigner', family: 'assignerFamily' },
    { name: 'Assigner', types: ['Assignment'], members: ['assign(): Assignment'] },
  ),
  backbone: unwritten(
    { package: 'backbones', word: 'backbone', words: 'backbone', family: 'backboneFamily' },
    { name: 'Backbone', ...maps },
  ),
  'box-coder': unwritten(
    { package: 'targets', word: 'box-coder', words: 'box coder', family: 'boxCoderFamily' },
    { name: 'BoxCoder', members: ['encode(): Float32Array', 'decode(): Float32Array'] },
  ),
  'box-head': unwritten(
    { package: 'heads', word: 'box-head', words: 'box head', family: 'boxHeadFamily' },
    {
      name: 'BoxHead',
      types: ['SavedState'],
      members: ["train(): ReturnType<BoxHead['train']>", "detect(): ReturnType<BoxHead['detect']>", ...headStates],
    },
  ),
  'box-loss': { ...losses, words: 'box loss', family: 'boxLossFamily', start: boxLossStart },
  'classification-loss': { ...losses, words: 'classification loss', family: 'classificationLossFamily', start: classificationLossStart },
  dataset: unwritten(
    { package: 'datasets', index: 'src/node/index.ts', word: 'dataset', words: 'data set', family: 'datasetFamily', entry: '@ecm/core' },
    { types: ['Dataset'], members: ['open(): Promise<Dataset>'] },
  ),
  detector: unwritten(
    { package: 'detectors', word: 'detector', words: 'detector', family: 'detectorFamily' },
    {
      name: 'DetectorModel',
      types: ['LossTerms', 'SavedState'],
      members: ['losses(): LossTerms', "detect(): ReturnType<DetectorModel['detect']>", ...headStates],
    },
  ),
  evaluator: unwritten(
    { package: 'evaluators', word: 'evaluator', words: 'evaluator', family: 'evaluatorFamily', entry: '@ecm/core' },
    {
      name: 'Evaluator',
      types: ['EvaluationResult'],
      members: ['get name(): string', 'add(): void', 'finish(): readonly EvaluationResult[]'],
    },
  ),
  'image-sampler': unwritten(
    { package: 'datasets', word: 'sampler', words: 'image sampler', family: 'imageSamplerFamily', entry: '@ecm/core' },
    { name: 'ImageSampler', members: ['epoch(): Int32Array'] },
  ),
  'learning-rate': {
    package: 'engine',
    index,
    word: 'schedule',
    words: 'learning-rate schedule',
    family: 'learningRateFamily',
    entry,
    start: learningRateStart,
  },
  'map-predictor': unwritten(
    { package: 'heads', word: 'map-predictor', words: 'map predictor', family: 'mapPredictorFamily' },
    { name: 'MapPredictor', types: ['Tensor3D', ...image], members: ['forward(): Tensor4D', 'forwardChannels(): Tensor3D'] },
  ),
  'mask-head': unwritten(
    { package: 'heads', word: 'mask-head', words: 'mask head', family: 'maskHeadFamily' },
    { name: 'MaskHead', types: ['LossTerms'], members: ['train(): LossTerms', "addMasks(): ReturnType<MaskHead['addMasks']>"] },
  ),
  'mask-loss': { ...losses, words: 'mask loss', family: 'maskLossFamily', start: maskLossStart },
  neck: unwritten({ package: 'necks', word: 'neck', words: 'neck', family: 'neckFamily' }, { name: 'Neck', ...maps }),
  norm: unwritten(
    { package: 'backbones', word: 'norm', words: 'normalisation', family: 'normFamily' },
    { name: 'Norm', types: image, members: ['convolve(): Tensor4D'] },
  ),
  optimizer: unwritten(
    { package: 'engine', word: 'optimizer', words: 'optimiser', family: 'optimizerFamily' },
    {
      name: 'Optimizer',
      types: ['StateTensor'],
      members: [
        'get learningRate(): number',
        'step(): void',
        'save(): Readonly<Record<string, StateTensor>>',
        'load(): void',
        'dispose(): void',
      ],
    },
  ),
  'proposal-head': unwritten(
    { package: 'heads', word: 'proposal-head', words: 'proposal head', family: 'proposalHeadFamily' },
    {
      name: 'ProposalHead',
      types: ['Proposals'],
      members: ["train(): ReturnType<ProposalHead['train']>", 'propose(): readonly Proposals[]'],
    },
  ),
  'region-predictor': unwritten(
    { package: 'heads', word: 'region-predictor', words: 'region predictor', family: 'regionPredictorFamily' },
    { name: 'RegionPredictor', types: ['Tensor2D'], members: ['forward(): Tensor2D'] },
  ),
  'region-sampler': unwritten(
    { package: 'targets', word: 'region-sampler', words: 'region sampler', family: 'regionSamplerFamily' },
    { name: 'RegionSampler', types: ['RegionSample'], members: ['get addGroundTruths(): boolean', 'sample(): RegionSample'] },
  ),
};

/** Other words for families on the command line. */
export const familyAliases: Readonly<Record<string, string>> = {
  loss: 'classification-loss',
  schedule: 'learning-rate',
  predictor: 'region-predictor',
};
