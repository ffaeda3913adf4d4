import sharp from 'sharp';

import { type GlyphSetOrigin, loadGlyphSet } from '../glyphs/glyph-set.js';
import type { WorldOptions } from '../options/world-options.js';

/** Number of the rules by which worlds are made; raised when equal options give other bytes than before. */
const worldRules = 1;

/** What decides a world's bytes. */
export interface WorldIdentity {
  readonly rules: number;
  readonly seed: number;
  readonly options: WorldOptions;
  readonly glyphSets: readonly GlyphSetOrigin[];
  /** The programs that draw the glyphs and write the PNG files. */
  readonly rasteriser: { readonly sharp: string; readonly librsvg: string };
}

/** SHA-256 of a world's parts, hexadecimal. */
export interface WorldDigest {
  /** Both annotation files. */
  readonly annotations: string;
  /** RGB bytes of all images, training first. */
  readonly pixels: string;
  /** PNG files of all images, training first. */
  readonly files: string;
}

/** Contents of `world.json`. */
export interface WorldRecord extends WorldIdentity {
  readonly format: 'mini-world';
  readonly images: { readonly train: number; readonly val: number };
  readonly instances: { readonly train: number; readonly val: number };
  /** Number of rare, common and frequent classes. */
  readonly groups: { readonly r: number; readonly c: number; readonly f: number };
  readonly digest: WorldDigest;
}

/** Collects what decides a world's bytes. */
export async function worldIdentity(options: WorldOptions, seed: number): Promise<WorldIdentity> {
  const names = new Set(['noto' as const, ...options.trainGlyphs, ...options.valGlyphs]);
  const glyphSets = await Promise.all(Array.from(names, async (name) => (await loadGlyphSet(name)).origin));
  const { sharp: version = 'unknown', rsvg = 'unknown' } = sharp.versions as { sharp?: string; rsvg?: string };
  return { rules: worldRules, seed, options, glyphSets, rasteriser: { sharp: version, librsvg: rsvg } };
}
