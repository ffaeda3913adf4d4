export { necksComponents } from './components.js';
export type { ExtraLevels, FpnOptions } from './fpn/fpn-neck.js';
export { FpnNeck } from './fpn/fpn-neck.js';
