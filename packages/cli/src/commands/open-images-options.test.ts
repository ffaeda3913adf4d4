import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { ecm } from '../testing/ecm-process.js';

const goldens = new URL('../../../testing/goldens/evaluation/openimages/', import.meta.url).pathname;
const golden = (name: string): string => path.join(goldens, name);
const folder = mkdtempSync(path.join(tmpdir(), 'ecm-cli-open-images-'));
const csv = ['--gt', golden('boxes.csv'), '--classes', golden('classes.csv'), '--image-sizes', golden('gt_expanded.json')];
const common = ['eval', '--protocol', 'open-images', '--dt', golden('detections.json'), '--hierarchy', golden('hierarchy.json')];

describe('ecm eval --protocol open-images', { timeout: 60_000 }, () => {
  it.each([
    ['unidet_AP50', 'AP50', ['--image-labels', golden('imagelabels.csv')]],
    ['tf_group_of_weight0', 'AP50', ['--image-labels', golden('imagelabels.csv'), '--group-of-weight', '0']],
    ['mmdet_without_image_labels', 'AP50_expand', ['--variant', 'mmdet']],
  ])('equals the reference on %s', async (name, figure, options) => {
    const expected = JSON.parse(readFileSync(golden('expected.json'), 'utf8')) as Record<string, Record<string, number>>;
    const { code, stdout } = await ecm([...common, ...csv, ...options, '--json'], folder);
    expect(code).toBe(0);
    const [result] = JSON.parse(stdout) as { summary: Record<string, number> }[];
    const { AP50, mAP50, mAP } = expected[name] ?? {};
    expect(result?.summary[figure]).toBeCloseTo(AP50 ?? mAP50 ?? mAP ?? Number.NaN, name.startsWith('mmdet') ? 6 : 9);
  });

  it('judges results by text ids against a file that ecm data convert has made', async () => {
    const { images } = JSON.parse(readFileSync(golden('gt_expanded.json'), 'utf8')) as {
      images: { id: string; width: number; height: number }[];
    };
    const sizes = ['ImageID,width,height', ...images.map(({ id, width, height }) => `${id},${width},${height}`)];
    writeFileSync(path.join(folder, 'sizes.csv'), sizes.join('\n'));
    const csvFiles = ['--classes', golden('classes.csv'), '--image-labels', golden('imagelabels.csv'), '--image-sizes', 'sizes.csv'];
    const made = await ecm(['data', 'convert', 'open-images', golden('boxes.csv'), ...csvFiles, '--out', 'made.json'], folder);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await ecm([...common, '--gt', 'made.json', '--json'], folder);
    const expected = JSON.parse(readFileSync(golden('expected.json'), 'utf8')) as Record<string, Record<string, number>>;
    const [result] = JSON.parse(stdout) as { summary: Record<string, number> }[];
    expect(result?.summary['AP50_expand']).toBeCloseTo(expected['unidet_AP50_expand']?.['AP50'] ?? Number.NaN, 9);
  });

  it('refuses options of other protocols, and its own elsewhere', async () => {
    const iou = await ecm([...common, ...csv, '--iou', 'segm'], folder);
    expect(iou).toMatchObject({ code: 2, stderr: 'UsageError: --iou does nothing with open-images.\n' });
    const stray = await ecm(['eval', '--gt', 'a.json', '--dt', 'b.json', '--image-sizes', 'c.csv'], folder);
    expect(stray.stderr).toBe('UsageError: --image-sizes belongs to --protocol open-images, but the protocol is lvis.\n');
    for (const [option, protocol] of [
      ['--class-agnostic', 'coco'],
      ['--per-category', 'lvis'],
    ] as const) {
      const given = option === '--per-category' ? [option, '40'] : [option];
      const foreign = await ecm(['eval', '--gt', 'a.json', '--dt', 'b.json', '--protocol', protocol, ...given], folder);
      expect(foreign).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(`^UsageError: ${option} belongs to .*, but the protocol is ${protocol}`) as string,
      });
    }
    const weight = await ecm([...common, ...csv, '--group-of-weight', '2'], folder);
    expect(weight.stderr).toContain('counts 0 or 1, not 2');
  });
});
