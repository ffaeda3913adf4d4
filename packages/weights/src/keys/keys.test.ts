import { readFileSync } from 'node:fs';

import { formulaParameter, differenceFromSummary } from '@ecm/testing';
import type { TensorSummary } from '@ecm/testing';
import { describe, expect, it } from 'vitest';

import { readWeights } from '../read-weights.js';
import type { WritableTensor } from '../safetensors/write-safetensors.js';
import { encodeSafetensors } from '../safetensors/write-safetensors.js';
import { bytesSource } from '../source/byte-source.js';
import { adaptKeys } from './adapt-keys.js';

const goldens = new URL('../../../testing/goldens/detectors/checkpoints/', import.meta.url);
const open = (tensors: Record<string, WritableTensor>) => readWeights(bytesSource(encodeSafetensors(tensors), 'a'));
const values = (...data: number[]): WritableTensor => ({ shape: [data.length], data: Float32Array.from(data) });
const named = (...names: string[]) => open(Object.fromEntries(names.map((name, index) => [name, values(index + 1)])));

/** New names by old ones; each tensor holds the number of its old name. */
function renamed(...names: string[]): Record<string, string | undefined> {
  const { file } = adaptKeys(named(...names));
  const found = new Map([...file.tensors.keys()].map((name) => [file.read(name).data[0], name]));
  return Object.fromEntries(names.map((name, index) => [name, found.get(index + 1)]));
}

describe('adaptKeys', () => {
  it('keeps present mmdetection names, without module. and without counters', () => {
    const { file, keyMap } = adaptKeys(
      named('module.backbone.conv1.weight', 'module.backbone.bn1.num_batches_tracked', 'module.roi_head.bbox_head.fc_cls.weight'),
    );
    expect(keyMap).toBeUndefined();
    expect([...file.tensors.keys()].sort()).toEqual(['backbone.conv1.weight', 'roi_head.bbox_head.fc_cls.weight']);
    expect(file.read('backbone.conv1.weight').data[0]).toBe(1);
    expect(() => file.read('module.backbone.conv1.weight')).toThrow('the file has no tensor of this name');
  });

  it('knows torchvision: the golden flat file becomes a backbone', () => {
    const flat = readWeights(bytesSource(readFileSync(new URL('flat.legacy.pth', goldens)), 'flat'));
    const { file, keyMap } = adaptKeys(flat);
    expect(keyMap).toBe('torchvision ResNet');
    const kept = [...flat.tensors.keys()].filter((name) => !name.startsWith('fc.'));
    expect([...file.tensors.keys()]).toEqual(kept.map((name) => `backbone.${name}`));
    expect(file.read('backbone.layer1.0.conv1.weight')).toEqual(flat.read('layer1.0.conv1.weight'));
  });

  it("knows the files of Swin's authors: the golden names and values after conversion", () => {
    const { rows } = JSON.parse(readFileSync(new URL('swin_authors.json', goldens), 'utf8')) as {
      rows: { authors: string; mmdet: string; shape: number[]; after: TensorSummary }[];
    };
    // Set seed of this set of goldens (formula.json).
    const value = (name: string, shape: number[]) => ({ shape, data: formulaParameter(`authors.${name}`, shape, 0x0ec30001) });
    const { file, keyMap } = adaptKeys(
      open({
        ...Object.fromEntries(rows.map(({ authors, shape }) => [authors, value(authors, shape)])),
        'norm.weight': values(1),
        'head.bias': values(1),
        'layers.0.blocks.1.attn_mask': values(1),
        'layers.0.blocks.0.attn.relative_position_index': values(1),
      }),
    );
    expect(keyMap).toBe('Swin, authors');
    expect([...file.tensors.keys()].sort()).toEqual(rows.map(({ mmdet }) => mmdet).sort());
    for (const { mmdet, after } of rows) expect(differenceFromSummary(file.read(mmdet).data, after, () => 1e-6)).toBeUndefined();
  });

  it("knows the detection files of Swin's authors", () => {
    expect(renamed('backbone.layers.0.blocks.0.attn.qkv.weight', 'backbone.norm0.weight', 'neck.fpn_convs.0.conv.bias')).toEqual({
      'backbone.layers.0.blocks.0.attn.qkv.weight': 'backbone.stages.0.blocks.0.attn.w_msa.qkv.weight',
      'backbone.norm0.weight': 'backbone.norm0.weight',
      'neck.fpn_convs.0.conv.bias': 'neck.fpn_convs.0.conv.bias',
    });
  });

  it('knows Detectron2, backbones and whole detectors', () => {
    expect(renamed('stem.conv1.weight', 'stem.conv1.norm.running_var', 'res2.0.shortcut.norm.bias', 'stem.fc.weight'))
      .toMatchInlineSnapshot(`
      {
        "res2.0.shortcut.norm.bias": "backbone.layer1.0.downsample.1.bias",
        "stem.conv1.norm.running_var": "backbone.bn1.running_var",
        "stem.conv1.weight": "backbone.conv1.weight",
        "stem.fc.weight": undefined,
      }
    `);
    expect(
      renamed(
        'backbone.bottom_up.stem.conv1.weight',
        'backbone.bottom_up.res5.2.conv3.norm.weight',
        'backbone.bottom_up.res3.0.shortcut.weight',
        'backbone.fpn_lateral2.weight',
        'backbone.fpn_lateral5.weight',
        'backbone.fpn_output5.bias',
        'proposal_generator.rpn_head.conv.weight',
        'proposal_generator.rpn_head.objectness_logits.bias',
        'proposal_generator.rpn_head.anchor_deltas.weight',
        'proposal_generator.anchor_generator.cell_anchors.0',
        'roi_heads.box_head.fc1.weight',
        'roi_heads.box_head.1.fc2.weight',
        'roi_heads.box_predictor.cls_score.weight',
        'roi_heads.box_predictor.2.bbox_pred.bias',
        'roi_heads.mask_head.mask_fcn4.weight',
        'roi_heads.mask_head.deconv.bias',
        'roi_heads.mask_head.predictor.weight',
        'pixel_mean',
      ),
    ).toMatchInlineSnapshot(`
      {
        "backbone.bottom_up.res3.0.shortcut.weight": "backbone.layer2.0.downsample.0.weight",
        "backbone.bottom_up.res5.2.conv3.norm.weight": "backbone.layer4.2.bn3.weight",
        "backbone.bottom_up.stem.conv1.weight": "backbone.conv1.weight",
        "backbone.fpn_lateral2.weight": "neck.lateral_convs.0.conv.weight",
        "backbone.fpn_lateral5.weight": "neck.lateral_convs.3.conv.weight",
        "backbone.fpn_output5.bias": "neck.fpn_convs.3.conv.bias",
        "pixel_mean": undefined,
        "proposal_generator.anchor_generator.cell_anchors.0": undefined,
        "proposal_generator.rpn_head.anchor_deltas.weight": "rpn_head.rpn_reg.weight",
        "proposal_generator.rpn_head.conv.weight": "rpn_head.rpn_conv.weight",
        "proposal_generator.rpn_head.objectness_logits.bias": "rpn_head.rpn_cls.bias",
        "roi_heads.box_head.1.fc2.weight": "roi_head.bbox_head.1.shared_fcs.1.weight",
        "roi_heads.box_head.fc1.weight": "roi_head.bbox_head.shared_fcs.0.weight",
        "roi_heads.box_predictor.2.bbox_pred.bias": "roi_head.bbox_head.2.fc_reg.bias",
        "roi_heads.box_predictor.cls_score.weight": "roi_head.bbox_head.fc_cls.weight",
        "roi_heads.mask_head.deconv.bias": "roi_head.mask_head.upsample.bias",
        "roi_heads.mask_head.mask_fcn4.weight": "roi_head.mask_head.convs.3.conv.weight",
        "roi_heads.mask_head.predictor.weight": "roi_head.mask_head.conv_logits.weight",
      }
    `);
  });

  it('counts the levels of a neck with three levels from the finest', () => {
    const laterals = [3, 4, 5].map((level) => `backbone.fpn_lateral${level}.weight`);
    expect(
      renamed('backbone.bottom_up.stem.conv1.weight', ...laterals, 'backbone.top_block.p6.weight', 'backbone.top_block.p7.bias'),
    ).toMatchObject({
      'backbone.fpn_lateral3.weight': 'neck.lateral_convs.0.conv.weight',
      'backbone.fpn_lateral5.weight': 'neck.lateral_convs.2.conv.weight',
      'backbone.top_block.p6.weight': 'neck.fpn_convs.3.conv.weight',
      'backbone.top_block.p7.bias': 'neck.fpn_convs.4.conv.bias',
    });
  });

  it('knows Caffe2, and makes affine norms exact', () => {
    expect(
      renamed(
        'conv1_w',
        'conv1_w_momentum',
        'res_conv1_bn_s',
        'res2_0_branch2a_w',
        'res2_0_branch2c_bn_b',
        'res5_2_branch1_w',
        'res3_0_branch1_bn_s',
        'pred_w',
      ),
    ).toMatchInlineSnapshot(`
      {
        "conv1_w": "backbone.conv1.weight",
        "conv1_w_momentum": undefined,
        "pred_w": undefined,
        "res2_0_branch2a_w": "backbone.layer1.0.conv1.weight",
        "res2_0_branch2c_bn_b": "backbone.layer1.0.bn3.bias",
        "res3_0_branch1_bn_s": "backbone.layer2.0.downsample.1.weight",
        "res5_2_branch1_w": "backbone.layer4.2.downsample.0.weight",
        "res_conv1_bn_s": "backbone.bn1.weight",
      }
    `);
    const { file } = adaptKeys(open({ conv1_w: values(1), res2_0_branch2a_w: values(1), res2_0_branch2a_bn_s: values(1, 2) }));
    expect(file.read('backbone.layer1.0.bn1.running_mean').data).toEqual(new Float32Array(2));
    // Our norm divides by √(variance + 1e-5): 1 − 1e-5 makes that 1.
    expect(file.read('backbone.layer1.0.bn1.running_var').data[0]).toBeCloseTo(1 - 1e-5, 7);
    expect(file.tensors.get('backbone.layer1.0.bn1.running_var')).toEqual({ type: 'float32', shape: [2] });
  });

  it('puts the background of old mmdetection files last', () => {
    const matrix = (rows: number): WritableTensor => ({ shape: [rows, 2], data: Float32Array.from({ length: 2 * rows }, (_, i) => i) });
    const { file } = adaptKeys(
      open({
        'bbox_head.fc_cls.weight': matrix(3),
        'bbox_head.fc_cls.bias': values(0, 1, 2),
        'bbox_head.fc_reg.weight': matrix(12),
        'mask_head.conv_logits.bias': values(0, 1, 2),
        'mask_head.convs.0.conv.bias': values(7),
        'rpn_head.rpn_cls.bias': values(8),
      }),
    );
    expect([...file.read('roi_head.bbox_head.fc_cls.weight').data]).toEqual([2, 3, 4, 5, 0, 1]);
    expect([...file.read('roi_head.bbox_head.fc_cls.bias').data]).toEqual([1, 2, 0]);
    expect(file.read('roi_head.bbox_head.fc_reg.weight')).toMatchObject({ shape: [8, 2] });
    expect(file.read('roi_head.bbox_head.fc_reg.weight').data[0]).toBe(8);
    expect(file.tensors.get('roi_head.bbox_head.fc_reg.weight')?.shape).toEqual([8, 2]);
    expect([...file.read('roi_head.mask_head.conv_logits.bias').data]).toEqual([1, 2]);
    expect([...file.tensors.keys()]).toContain('rpn_head.rpn_cls.bias');
    const agnostic = adaptKeys(open({ 'bbox_head.fc_cls.bias': values(0, 1), 'bbox_head.fc_reg.bias': values(1, 2, 3, 4) })).file;
    expect([...agnostic.read('roi_head.bbox_head.fc_reg.bias').data]).toEqual([1, 2, 3, 4]);
  });

  it('knows early FCOS heads', () => {
    expect(renamed('bbox_head.fcos_cls.weight', 'bbox_head.fcos_centerness.bias', 'bbox_head.scales.0.scale')).toEqual({
      'bbox_head.fcos_cls.weight': 'bbox_head.conv_cls.weight',
      'bbox_head.fcos_centerness.bias': 'bbox_head.conv_centerness.bias',
      'bbox_head.scales.0.scale': 'bbox_head.scales.0.scale',
    });
  });
});
