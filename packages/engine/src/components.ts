import type { AnyComponent } from '@ecm/core';

import { adamwComponent } from './adamw/adamw.component.js';
import { constantComponent } from './constant/constant.component.js';
import { cosineComponent } from './cosine/cosine.component.js';
import { sgdComponent } from './sgd/sgd.component.js';
import { stepComponent } from './step/step.component.js';

/** All optimisers and learning-rate schedules. */
export const engineComponents: readonly AnyComponent[] = [adamwComponent, constantComponent, cosineComponent, sgdComponent, stepComponent];
