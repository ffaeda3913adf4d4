export type { Backend } from './backend/backend.js';
export { knownBackends, registerBackend } from './backend/registry.js';
export { useBackend } from './backend/use-backend.js';
export { locateWasmFiles } from './backend/wasm-backend.js';
export type { ConvOptions } from './ops/conv2d.js';
export { conv2d } from './ops/conv2d.js';
export { convTranspose2x2 } from './ops/conv-transpose.js';
export type { CustomResult } from './ops/custom-op.js';
export { customOp } from './ops/custom-op.js';
export { detached } from './ops/detached.js';
export type { FrozenNorm } from './ops/folded-conv2d.js';
export { foldedConv2d } from './ops/folded-conv2d.js';
export { gatherRows } from './ops/gather-rows.js';
export type { GroupNormOptions } from './ops/group-norm.js';
export { groupNorm } from './ops/group-norm.js';
export type { HostOp } from './ops/host-op.js';
export { hostOp } from './ops/host-op.js';
export type { L2NormalizeOptions } from './ops/l2-normalize.js';
export { l2NormalizeRows } from './ops/l2-normalize.js';
export { layerNorm } from './ops/layer-norm.js';
export { linear } from './ops/linear.js';
export { maxPool } from './ops/max-pool.js';
export type { Padding } from './ops/padding.js';
export { bilinearResize, nearestResize } from './ops/resize.js';
export type { RoiAlignOptions } from './ops/roi-align.js';
export { roiAlign } from './ops/roi-align.js';
export { selectChannels, selectColumns } from './ops/select.js';
export { assign } from './parameters/assign.js';
export type { ConvolutionSpec } from './parameters/convolution.js';
export { Convolution } from './parameters/convolution.js';
export {
  constant,
  kaimingNormalFanOut,
  kaimingUniformFanIn,
  listed,
  normal,
  ones,
  truncatedNormal,
  uniform,
  xavierUniform,
  zeros,
} from './parameters/initializers.js';
export { conv2dLayout, convTransposeLayout, linearLayout, plainLayout, roiLinearLayout } from './parameters/layouts.js';
export type { ParameterStoreOptions } from './parameters/parameter-store.js';
export { ParameterStore } from './parameters/parameter-store.js';
export { tf } from './tf.js';
