import type { KeyMap } from './key-map.js';
import { patchMergingOrder } from './patch-merging.js';

const renames: readonly (readonly [from: RegExp, to: string])[] = [
  [/^patch_embed\.proj\./, 'patch_embed.projection.'],
  [/^layers\./, 'stages.'],
  [/\.attn\./, '.attn.w_msa.'],
  [/\.mlp\.fc1\./, '.ffn.layers.0.0.'],
  [/\.mlp\.fc2\./, '.ffn.layers.1.'],
];

/** Swin transformers of the authors' files, for classification or (under `backbone.`) detection. */
export const swinAuthorsKeys: KeyMap = {
  name: 'Swin, authors',
  fits: (names) => names.some((name) => /^(backbone\.)?layers\.0\.blocks\.0\.attn\.qkv\./.test(name)),
  map: (name, names) => {
    const inDetector = names.some((other) => other.startsWith('backbone.layers.'));
    if (inDetector && !name.startsWith('backbone.')) return { name };
    const inner = name.replace(/^backbone\./, '');
    if (/^(norm|head)\./.test(inner) || /\.(relative_position_index|attn_mask)$/.test(inner)) return undefined;
    const renamed = `backbone.${renames.reduce((text, [from, to]) => text.replace(from, to), inner)}`;
    return /\.downsample\.(norm|reduction)\./.test(inner) ? { name: renamed, conversion: patchMergingOrder } : { name: renamed };
  },
};
