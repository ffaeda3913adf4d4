export type { EvaluateFilesOptions } from './evaluate-files.js';
export { evaluateFiles } from './evaluate-files.js';
export type { ReadGroundTruthOptions } from './read-ground-truth.js';
export { readGroundTruth } from './read-ground-truth.js';
export { readResults } from './read-results.js';
export { SegmentationFile } from './segmentation-file.js';
