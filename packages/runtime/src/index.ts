export { composeDetector } from './experiment/compose-detector.js';
export type { ExperimentConfig } from './experiment/experiment.schema.js';
export { experimentSchemaDocument } from './experiment/experiment-schema-document.js';
export type { LoadedExperiment } from './experiment/load-experiment.js';
export { loadExperiment } from './experiment/load-experiment.js';
export { allComponents } from './wiring/all-components.js';
export { ContainerBuilder } from './wiring/container-builder.js';
