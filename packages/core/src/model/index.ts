export type { Backbone, BackboneGiven } from './backbone.js';
export { backboneFamily } from './backbone.js';
export type { BoxLoss, BoxLossOptions } from './box-loss.js';
export { boxLossFamily } from './box-loss.js';
export type { ClassificationLoss, ClassificationLossGiven, ClassificationLossOptions, Measurement } from './classification-loss.js';
export { classificationLossFamily } from './classification-loss.js';
export type { Detector, DetectorGiven, DetectorModel } from './detector.js';
export { detectorFamily } from './detector.js';
export type {
  Batch,
  BoxHead,
  BoxHeadTraining,
  HeadGiven,
  MaskHead,
  PositiveRegions,
  ProposalHead,
  Proposals,
  RegionPredictions,
  TrainingContext,
} from './heads.js';
export { boxHeadFamily, maskHeadFamily, proposalHeadFamily } from './heads.js';
export type { Level, Mode } from './level.js';
export type { LossTerms } from './loss-terms.js';
export type { MaskLoss } from './mask-loss.js';
export { maskLossFamily } from './mask-loss.js';
export type { Neck, NeckGiven } from './neck.js';
export { neckFamily } from './neck.js';
export type { Norm, NormedConvolutionOptions, NormGiven } from './norm.js';
export { normFamily } from './norm.js';
export type { Initializer, Parameter, ParameterCollection, ParameterLayout, ParameterOptions, ParameterScope } from './parameters.js';
export type { MapPredictor, PredictorGiven, RegionPredictor, RegionPredictorGiven } from './predictor.js';
export { mapPredictorFamily, regionPredictorFamily } from './predictor.js';
export type { SavedState, StateTensor } from './saved-state.js';
export type {
  AnchorGenerator,
  AnchorGeneratorGiven,
  Assigner,
  Assignment,
  BoxCoder,
  MapSize,
  MaskTargets,
  RegionSample,
  RegionSampler,
} from './targets.js';
export { anchorGeneratorFamily, assignerFamily, boxCoderFamily, MaskTargetsToken, regionSamplerFamily } from './targets.js';
export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, Variable } from './tensor-types.js';
export type { LearningRateSchedule, Optimizer, ScheduleGiven } from './training.js';
export { learningRateFamily, optimizerFamily } from './training.js';
