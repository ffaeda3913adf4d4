export type { ElementType, TensorData } from './element/element-type.js';
export { readWeights } from './read-weights.js';
export { readSafetensors } from './safetensors/read-safetensors.js';
export type { WritableTensor } from './safetensors/write-safetensors.js';
export { encodeSafetensors, safetensorsChunks } from './safetensors/write-safetensors.js';
export type { ByteSource } from './source/byte-source.js';
export { bytesSource } from './source/byte-source.js';
export { readStateTensors, toStateTensor } from './state-tensor.js';
export type { WeightFile, WeightInfo, WeightTensor } from './weight-file.js';
