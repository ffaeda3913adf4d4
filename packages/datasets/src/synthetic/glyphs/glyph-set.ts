import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Names of the glyph sets, equal to their packages' names under `@iconify-json/`. */
export const glyphSetNames = ['noto', 'fxemoji', 'fluent-emoji-flat'] as const;

/** Name of a glyph set. */
export type GlyphSetName = (typeof glyphSetNames)[number];

/** Where a glyph set comes from and what its licence is. */
export interface GlyphSetOrigin {
  readonly name: GlyphSetName;
  readonly package: string;
  readonly version: string;
  readonly licence: string;
  readonly author: string;
  readonly url: string;
}

/** Drawings of many things by one artist, as SVG. */
export interface GlyphSet {
  readonly origin: GlyphSetOrigin;
  /** Names of the glyphs, sorted. */
  readonly names: readonly string[];
  /** Names of the glyphs of each category, in the set's own wording. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
  /** @returns an SVG document whose longer side is `size` pixels */
  svg(name: string, size: number): string;
}

interface Drawing {
  readonly body: string;
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
}

const require = createRequire(import.meta.url);
const loaded = new Map<GlyphSetName, Promise<GlyphSet>>();

/** Reads a glyph set from its npm package, once per process. */
export function loadGlyphSet(name: GlyphSetName): Promise<GlyphSet> {
  let set = loaded.get(name);
  if (set === undefined) loaded.set(name, (set = readGlyphSet(name)));
  return set;
}

async function readGlyphSet(name: GlyphSetName): Promise<GlyphSet> {
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(require.resolve(`@iconify-json/${name}/${file}`), 'utf8'));
  const { icons, ...common } = (await read('icons.json')) as { icons: Record<string, Drawing>; width: number; height: number };
  const { categories } = (await read('metadata.json')) as { categories: Record<string, string[]> };
  const info = (await read('info.json')) as { license: { spdx: string }; author: { name: string; url: string } };
  const { version } = (await read('package.json')) as { version: string };
  return {
    origin: {
      name,
      package: `@iconify-json/${name}`,
      version,
      licence: info.license.spdx,
      author: info.author.name,
      url: info.author.url,
    },
    names: Object.keys(icons).sort(),
    categories,
    svg(glyph, size) {
      if (!Object.hasOwn(icons, glyph)) throw new RangeError(`Glyph set ${name} ${version} has no glyph '${glyph}'.`);
      const { body, left = 0, top = 0, width = common.width, height = common.height } = icons[glyph];
      const scale = size / Math.max(width, height);
      const view = `width="${width * scale}" height="${height * scale}" viewBox="${left} ${top} ${width} ${height}"`;
      return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${view}>${body}</svg>`;
    },
  };
}
