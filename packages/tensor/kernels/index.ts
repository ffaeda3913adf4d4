// Entry of the kernel module: everything that the host calls.
export { convFilterGradient } from './conv-filter-gradient';
export { convForward } from './conv-forward';
export { convInputGradient } from './conv-input-gradient';
export { columnSums, reluGradient } from './elementwise';
export { groupNormForward } from './group-norm';
export { groupNormBackward } from './group-norm-gradient';
export { matMul, matMulTransposedLeft } from './matmul';
export { maxPoolBackward, maxPoolForward } from './max-pool';
export { roiAlignBackward, roiAlignForward } from './roi-align';
export { gatherRows, scatterAddRows } from './rows';
