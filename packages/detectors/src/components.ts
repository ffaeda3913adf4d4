import { cascadeDetectorComponent } from './cascade/cascade-detector.component.js';
import { twoStageDetectorComponent } from './two-stage/two-stage-detector.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const detectorsComponents = [cascadeDetectorComponent, twoStageDetectorComponent] as const;
