import { fpnNeckComponent } from './fpn/fpn-neck.component.js';

/** Every component of this package, in alphabetical order of the types. */
export const necksComponents = [fpnNeckComponent] as const;
