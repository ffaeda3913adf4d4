import type { TrainingObserver } from '../training/observer.js';
import type { EventFile } from './event-file.js';

/** Writes losses, learning rate, gradient norm and times of each report as TensorBoard scalars under `train/`. */
export function tensorboardLog(file: EventFile): TrainingObserver {
  return {
    afterStep({ step, terms, total, learningRate, gradientNorm, seconds, waitSeconds }) {
      const scalars = {
        ...terms,
        loss: total,
        learning_rate: learningRate,
        grad_norm: gradientNorm,
        time: seconds,
        data_time: waitSeconds,
      };
      file.write(step, Object.fromEntries(Object.entries(scalars).map(([name, value]) => [`train/${name}`, value])));
    },
  };
}
