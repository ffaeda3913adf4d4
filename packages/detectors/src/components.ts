import { twoStageDetectorComponent } from './two-stage/two-stage-detector.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const detectorsComponents = [twoStageDetectorComponent] as const;
