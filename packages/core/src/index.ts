export type { Builder } from './builder.js';
export { BuilderToken } from './builder.js';
export type { AnyComponent, Component, ComponentSchema, ServicesOf, ServiceTokens, Surroundings, TypedConfig } from './component.js';
export { defineComponent } from './component.js';
export type { BatchPosition, BatchSource, HostBatch, LoaderReport, TestSource } from './data/batch.js';
export type { Boxes, RunLengthMask } from './data/boxes.js';
export type { HierarchyNode } from './data/class-hierarchy.js';
export { ClassHierarchy } from './data/class-hierarchy.js';
export type {
  Annotation,
  Category,
  ClassStatistics,
  Dataset,
  FrequencyGroup,
  ImageRecord,
  ImageSampler,
  Segmentation,
} from './data/dataset.js';
export { ClassStatisticsToken } from './data/dataset.js';
export type { Detections } from './data/detections.js';
export type { CategoryResult, EvaluationResult, EvaluationWarning, Evaluator } from './data/evaluator.js';
export type { DatasetGiven, EvaluatorGiven, ImageSamplerGiven } from './data/families.js';
export { datasetFamily, evaluatorFamily, imageSamplerFamily } from './data/families.js';
export type { GroundTruth } from './data/ground-truth.js';
export type { ImageInfo } from './data/image-info.js';
export { CheckpointError } from './errors/checkpoint-error.js';
export type { ConfigProblem } from './errors/config-error.js';
export { ConfigError } from './errors/config-error.js';
export { DataError } from './errors/data-error.js';
export { NumericError } from './errors/numeric-error.js';
export { ShapeError } from './errors/shape-error.js';
export { UserError } from './errors/user-error.js';
export type { Family } from './family.js';
export { defineFamily } from './family.js';
export { fromBfloat16, fromHalf, toBfloat16, toHalf } from './numbers/half.js';
export type { RandomStream } from './random/random-stream.js';
export { seedOf } from './random/seed.js';
export { SeededRandom } from './random/seeded-random.js';
export { slot } from './slot.js';
export type { ServiceOf, Token } from './token.js';
export { createToken } from './token.js';
