import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { existingWorld } from './files/existing-world.js';
import { newFolder } from './files/new-folder.js';
import { worldIdentity, type WorldRecord } from './files/world-record.js';
import { writeSplit } from './files/write-split.js';
import { openGlyphLibrary, rasterSize } from './glyphs/glyph-library.js';
import { glyphPools } from './glyphs/glyph-pools.js';
import { resolveWorldOptions, type WorldRequest } from './options/resolve-world-options.js';
import { planWorld } from './plan/world-plan.js';
import { WorldRenderer } from './scene/world-renderer.js';

/** What to make and where. */
export interface SynthesisRequest extends WorldRequest {
  /** Folder of the world; created, or left as it is if it already holds this world. */
  readonly outDir: string;
  /** Decides, with the options, every byte. */
  readonly seed?: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** Images encoded at the same time; changes nothing but speed. */
  readonly concurrency?: number;
}

/** What came of it. */
export interface SynthesisReport {
  /** False if the folder already held this world. */
  readonly written: boolean;
  readonly folder: string;
  readonly annotations: { readonly train: string; readonly val: string };
  /** Root to which the images' file names are relative. */
  readonly imageRoot: string;
  readonly world: WorldRecord;
}

/**
 * Makes a long-tailed instance-segmentation data set from emoji glyphs: `annotations/{train,val}.json` in LVIS v1 format (masks as
 * run lengths), `images/{train,val}/*.png` and `world.json` with options, origin of the glyphs and digests.
 *
 * The same request gives the same bytes on every machine with the same version of sharp. The folder appears whole or not at all.
 *
 * @throws ConfigError if an option is wrong
 * @throws DataError if the folder holds something else
 */
export async function synthesize(request: SynthesisRequest): Promise<SynthesisReport> {
  const { seed = 0, onProgress, signal, concurrency = 8 } = request;
  const options = resolveWorldOptions(request);
  const folder = resolve(request.outDir);
  const identity = await worldIdentity(options, seed);
  const report = (written: boolean, world: WorldRecord): SynthesisReport => ({
    written,
    folder,
    annotations: { train: join(folder, 'annotations', 'train.json'), val: join(folder, 'annotations', 'val.json') },
    imageRoot: join(folder, 'images'),
    world,
  });
  const existing = await existingWorld(folder, identity);
  if (existing !== undefined) return report(false, existing);

  const sets = [...new Set([...options.trainGlyphs, ...options.valGlyphs])];
  const pools = await glyphPools(sets);
  const plan = planWorld(options, pools.classTiers, seed);
  const concepts = plan.classes.map(({ concept }) => concept);
  const library = await openGlyphLibrary({ concepts, sets, clutter: pools.clutter, size: rasterSize(options.objectSize[1]) });
  const renderer = new WorldRenderer(options, plan, library, seed);
  const hashes = { annotations: createHash('sha256'), pixels: createHash('sha256'), files: createHash('sha256') };
  const total = options.trainImages + options.valImages;
  let done = 0;
  const common = {
    plan,
    renderer,
    hashes,
    concurrency,
    signal,
    imageSize: options.imageSize,
    info: { description: 'Synthetic long-tailed world of emoji glyphs', version: String(identity.rules) },
    licenses: identity.glyphSets.map(({ licence, url }, index) => ({ id: index + 1, name: licence, url })),
    onImage: () => onProgress?.(++done, total),
  };
  let world: WorldRecord | undefined;
  await newFolder(folder, async (partial) => {
    const train = await writeSplit({ ...common, folder: partial, split: 'train', firstImageId: 1, firstAnnotationId: 1 });
    const firstOfVal = { firstImageId: options.trainImages + 1, firstAnnotationId: train + 1 };
    const val = await writeSplit({ ...common, folder: partial, split: 'val', ...firstOfVal });
    const group = (name: string): number => plan.classes.filter(({ frequency }) => frequency === name).length;
    world = {
      format: 'mini-world',
      ...identity,
      images: { train: options.trainImages, val: options.valImages },
      instances: { train, val },
      groups: { r: group('r'), c: group('c'), f: group('f') },
      digest: { annotations: hashes.annotations.digest('hex'), pixels: hashes.pixels.digest('hex'), files: hashes.files.digest('hex') },
    };
    await writeFile(join(partial, 'world.json'), `${JSON.stringify(world, undefined, 2)}\n`);
  });
  if (world === undefined) throw new Error('newFolder did not run its function.');
  return report(true, world);
}
