export type { WorkerScope } from './answer-evaluations.js';
export { answerEvaluations } from './answer-evaluations.js';
export type { EvaluateBlobsOptions, EvaluationControl, EvaluationProgress } from './evaluate-blobs.js';
export { evaluateBlobs } from './evaluate-blobs.js';
export { evaluateInWorker } from './evaluate-in-worker.js';
