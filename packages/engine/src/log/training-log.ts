import type { TrainingObserver } from '../training/observer.js';
import type { JsonLinesFile } from './json-lines-file.js';

/** Writes a line per report, with the keys of mmdetection's logs (`iter` counts over the whole run, `epoch` from 1). */
export function trainingLog(file: JsonLinesFile): TrainingObserver {
  return {
    afterStep(report) {
      file.write({
        mode: 'train',
        epoch: report.epoch + 1,
        iter: report.step,
        lr: report.learningRate,
        data_time: report.waitSeconds,
        ...report.terms,
        loss: report.total,
        grad_norm: report.gradientNorm,
        time: report.seconds,
      });
    },
  };
}
