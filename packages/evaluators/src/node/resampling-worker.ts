import { parentPort, workerData } from 'node:worker_threads';

import type { ResamplingJob } from '../comparison/resampled-figures.js';
import { resampleFigures } from '../comparison/resampled-figures.js';

parentPort?.postMessage(resampleFigures(workerData as ResamplingJob));
