import { formulaUnits } from './formula-units.js';

const gains: readonly (readonly [text: string, gain: number])[] = [
  ['.conv2.weight', 1],
  ['.conv3.weight', 0.5],
  ['qkv.weight', 1.5],
  ['attn.w_msa.proj.weight', 0.5],
  ['ffn.layers.1.weight', 0.5],
  ['downsample.reduction.weight', 1],
  ['lateral_convs', 0.7],
  ['fpn_convs', 0.7],
  ['rpn_cls.weight', 1.5],
  ['rpn_reg.weight', 0.3],
  ['fc_cls.weight', 1.5],
  ['fc_reg.weight', 0.5],
  ['conv_logits.weight', 1.5],
  ['conv_cls.weight', 1],
  ['atss_cls.weight', 1],
  ['vfnet_cls.weight', 1],
  ['conv_reg.weight', 0.3],
  ['atss_reg.weight', 0.3],
  ['vfnet_reg.weight', 0.3],
  ['vfnet_reg_refine.weight', 0.2],
  ['conv_centerness.weight', 1],
  ['atss_centerness.weight', 1],
];

const biases: readonly (readonly [text: string, offset: number, amplitude: number])[] = [
  ['conv_cls.bias', -4, 1],
  ['atss_cls.bias', -4, 1],
  ['vfnet_cls.bias', -4, 1],
  ['conv_reg.bias', 2.5, 0.1],
  ['vfnet_reg.bias', -1, 0.1],
  ['fc_cls.bias', 0, 1],
];

function valueOfUnit(key: string, shape: readonly number[]): (unit: number) => number {
  if (key.endsWith('running_var')) return (u) => 0.8 + 0.4 * u;
  if (key.endsWith('running_mean')) return (u) => 0.1 * (2 * u - 1);
  if (key.endsWith('relative_position_bias_table')) return (u) => 0.5 * (2 * u - 1);
  if (key.endsWith('.scale')) return (u) => 1 + 0.2 * (2 * u - 1);
  if (shape.length >= 2) {
    const gain = gains.find(([text]) => key.includes(text))?.[1] ?? 1.4142135623730951;
    const amplitude = gain * Math.sqrt(3 / shape.slice(1).reduce((a, b) => a * b, 1));
    return (u) => (2 * u - 1) * amplitude;
  }
  if (key.endsWith('.weight')) return (u) => 1 + 0.2 * (2 * u - 1);
  const [, offset = 0, amplitude = 0.1] = biases.find(([text]) => key.includes(text)) ?? [];
  return (u) => offset + amplitude * (2 * u - 1);
}

/**
 * Values of a network parameter in the detector goldens.
 *
 * @param key full state-dict key @param shape in PyTorch's axis order
 * @returns float32 values in PyTorch's element order
 */
export function formulaParameter(key: string, shape: readonly number[], setSeed: number): Float32Array {
  const unit = formulaUnits(key, setSeed);
  const value = valueOfUnit(key, shape);
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < values.length; i++) values[i] = value(unit(i));
  return values;
}
