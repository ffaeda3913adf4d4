import { handlers as backbones } from './backbones/index.js';
import { handlers as checkpoints } from './checkpoints/index.js';
import { handlers as data } from './data/index.js';
import { handlers as evaluation } from './evaluation/index.js';
import { handlers as geometry } from './geometry/index.js';
import type { GoldenHandler } from './handler.js';
import { handlers as heads } from './heads/index.js';
import { handlers as losses } from './losses/index.js';
import { handlers as models } from './models/index.js';
import { handlers as opsTensor } from './ops-tensor/index.js';
import { handlers as targets } from './targets/index.js';
import { handlers as training } from './training/index.js';

/** Every handler; all that match a file run. */
export const allHandlers: readonly GoldenHandler[] = [
  ...geometry,
  ...opsTensor,
  ...targets,
  ...backbones,
  ...heads,
  ...models,
  ...losses,
  ...training,
  ...checkpoints,
  ...data,
  ...evaluation,
];
