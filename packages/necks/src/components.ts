import { fpnNeckComponent } from './fpn/fpn-neck.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const neckComponents = [fpnNeckComponent] as const;
