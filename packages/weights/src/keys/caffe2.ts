import type { WeightTensor } from '../weight-file.js';
import type { KeyMap } from './key-map.js';
import { matchParts } from './match-parts.js';

const normRoles: Readonly<Record<string, string | undefined>> = { s: 'weight', b: 'bias', rm: 'running_mean', riv: 'running_var' };
/** Added to the variance by the normalisation of our backbones. */
const epsilon = 1e-5;

/**
 * ResNets of Caffe2 (MSRA): `conv1_w`, `res{s}_{i}_branch2{a,b,c}_w` with `_bn_{s,b}`. Files without running statistics have
 * them folded in: mean 0 and variance 1 − ε make our normalisation the same affine map.
 */
export const caffe2Keys: KeyMap = {
  name: 'Caffe2 ResNet',
  fits: (names) => names.includes('conv1_w') && names.some((name) => /^res2_0_branch2a_w$/.test(name)),
  map: (name) => {
    const renamed = renamedTo(name);
    return renamed === undefined ? undefined : { name: renamed };
  },
  added: (mapped) => {
    const added = new Map<string, WeightTensor>();
    for (const [name, shape] of mapped) {
      const [, norm] = matchParts(/^(.*(?:bn\d|downsample\.1))\.weight$/, name);
      if (norm === undefined || mapped.has(`${norm}.running_mean`)) continue;
      const filled = (value: number): WeightTensor => ({ type: 'float32', shape, data: new Float32Array(shape[0] ?? 0).fill(value) });
      added.set(`${norm}.running_mean`, filled(0));
      added.set(`${norm}.running_var`, filled(1 - epsilon));
    }
    return added;
  },
};

function renamedTo(name: string): string | undefined {
  if (name === 'conv1_w') return 'backbone.conv1.weight';
  const stem = normRoles[matchParts(/^res_conv1_bn_(s|b|rm|riv)$/, name)[1] ?? ''];
  if (stem !== undefined) return `backbone.bn1.${stem}`;
  const [, stage, block, branch, letter, role] = matchParts(/^res(\d)_(\d+)_branch([12])([abc]?)_(w|bn_s|bn_b|bn_rm|bn_riv)$/, name);
  if (stage === undefined || role === undefined) return undefined;
  const at = `backbone.layer${Number(stage) - 1}.${block}`;
  const isNorm = role !== 'w';
  const suffix = isNorm ? normRoles[role.slice(3)] : 'weight';
  if (branch === '1') return `${at}.downsample.${isNorm ? 1 : 0}.${suffix}`;
  return `${at}.${isNorm ? 'bn' : 'conv'}${' abc'.indexOf(letter ?? '')}.${suffix}`;
}
