import type { KeyMap } from './key-map.js';
import { matchParts } from './match-parts.js';

const renames: readonly (readonly [from: RegExp, to: string])[] = [
  [/^stem\.conv1\.norm\./, 'backbone.bn1.'],
  [/^stem\.conv1\./, 'backbone.conv1.'],
  [/^proposal_generator\.rpn_head\.conv\./, 'rpn_head.rpn_conv.'],
  [/^proposal_generator\.rpn_head\.objectness_logits\./, 'rpn_head.rpn_cls.'],
  [/^proposal_generator\.rpn_head\.anchor_deltas\./, 'rpn_head.rpn_reg.'],
  [/^roi_heads\.box_head((?:\.\d+)?)\.fc1\./, 'roi_head.bbox_head$1.shared_fcs.0.'],
  [/^roi_heads\.box_head((?:\.\d+)?)\.fc2\./, 'roi_head.bbox_head$1.shared_fcs.1.'],
  [/^roi_heads\.box_predictor((?:\.\d+)?)\.cls_score\./, 'roi_head.bbox_head$1.fc_cls.'],
  [/^roi_heads\.box_predictor((?:\.\d+)?)\.bbox_pred\./, 'roi_head.bbox_head$1.fc_reg.'],
  [/^roi_heads\.mask_head\.deconv\./, 'roi_head.mask_head.upsample.'],
  [/^roi_heads\.mask_head\.predictor\./, 'roi_head.mask_head.conv_logits.'],
];

/** Files of Detectron2: backbones alone (`stem.…`, `res2.…`) or whole detectors. Both sides have the background last. */
export const detectron2Keys: KeyMap = {
  name: 'Detectron2',
  fits: (names) => names.some((name) => /^(backbone\.bottom_up\.)?stem\.conv1\./.test(name)),
  map: (name, names) => {
    const inner = name.replace(/^backbone\.bottom_up\./, '');
    const renamed = residual(inner) ?? pyramid(name, names) ?? maskLayer(name) ?? simple(inner);
    return renamed === undefined ? undefined : { name: renamed };
  },
};

function simple(name: string): string | undefined {
  const rule = renames.find(([from]) => from.test(name));
  return rule === undefined ? undefined : name.replace(...rule);
}

/** `res{s}.{i}.conv{k}`, `.shortcut`, each with `.norm`; s from 2. */
function residual(name: string): string | undefined {
  const [, stage, block, layer, number, norm, role] = matchParts(/^res(\d)\.(\d+)\.(conv|shortcut)(\d?)(\.norm)?\.(\w+)$/, name);
  if (stage === undefined) return undefined;
  const at = `backbone.layer${Number(stage) - 1}.${block}`;
  const isNorm = norm !== undefined;
  if (layer === 'shortcut') return `${at}.downsample.${isNorm ? 1 : 0}.${role}`;
  return `${at}.${isNorm ? 'bn' : 'conv'}${number}.${role}`;
}

/** `backbone.fpn_lateral{s}`, `fpn_output{s}`, counted from the finest level of the file; `top_block.p6` and `p7` behind them. */
function pyramid(name: string, names: readonly string[]): string | undefined {
  const [, layer, level, role] = matchParts(/^backbone\.(?:(fpn_lateral|fpn_output)|top_block\.p)(\d)\.(\w+)$/, name);
  if (level === undefined) return undefined;
  const levels = names.flatMap((other) => /^backbone\.fpn_lateral(\d)\.weight$/.exec(other)?.[1] ?? []).map(Number);
  const index = layer === undefined ? levels.length + Number(level) - 6 : Number(level) - Math.min(...levels);
  return `neck.${layer === 'fpn_lateral' ? 'lateral_convs' : 'fpn_convs'}.${index}.conv.${role}`;
}

/** `mask_fcn{1 …}`. */
function maskLayer(name: string): string | undefined {
  const [, number, role] = matchParts(/^roi_heads\.mask_head\.mask_fcn(\d+)\.(\w+)$/, name);
  return number === undefined ? undefined : `roi_head.mask_head.convs.${Number(number) - 1}.conv.${role}`;
}
