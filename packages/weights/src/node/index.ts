export type { FileSource } from './file-source.js';
export { openFileSource } from './file-source.js';
export type { OpenWeightFile } from './open-weight-file.js';
export { openWeightFile } from './open-weight-file.js';
export { writeSafetensorsFile } from './write-safetensors-file.js';
