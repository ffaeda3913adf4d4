export type { CascadeParts, CascadeStage } from './cascade/cascade-detector.js';
export { CascadeDetector } from './cascade/cascade-detector.js';
export { detectorsComponents } from './components.js';
export type { TwoStageParts } from './two-stage/two-stage-detector.js';
export { TwoStageDetector } from './two-stage/two-stage-detector.js';
