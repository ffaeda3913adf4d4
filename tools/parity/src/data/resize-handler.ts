import { resizePixels } from '@ecm/datasets';
import { decodeMask, encodeMask, maskArea, resizeMask } from '@ecm/geometry';
import { formulaUnits, probeIndices } from '@ecm/testing';

import type { CaseResult, GoldenHandler } from '../handler.js';
import { setSeedOf } from '../networks/set-seed.js';
import { compare } from './compare.js';

interface Resize {
  readonly note: string;
  readonly cases: readonly {
    readonly size: readonly [number, number];
    readonly bilinear: { readonly sum: number; readonly probes: readonly number[] };
    readonly nearestMask: { readonly sum: number; readonly row0: readonly number[]; readonly col0: readonly number[] };
  }[];
}

/** detectors.md 5.5: up to one level apart; of all values only about 0.3 %, so that the sums differ by far less than 1 % of them. */
const oneLevel = { absolute: 1, relative: 0 };

/** The picture of a file's note: "input uint8 HWC [37,29,3] = floor(u*256) of name img.u8; mask = channel 0 > 128; …". */
function pictureOf(note: string, setSeed: number) {
  const found = /HWC \[(\d+), ?(\d+), ?3\].*name ([^;\s]+)/.exec(note);
  if (found === null) throw new Error(`The note does not describe the picture: ${note}`);
  const [, height, width, name] = found;
  const unit = formulaUnits(name, setSeed);
  const size = { height: Number(height), width: Number(width) };
  const pixels = Uint8Array.from({ length: size.height * size.width * 3 }, (_, i) => Math.floor(unit(i) * 256));
  return { pixels, ...size };
}

/** `detectors/ops/resize.json`: OpenCV's resize of a picture with whole-number arithmetic, and of a mask. */
export const resizeHandler: GoldenHandler = {
  matches: (file) => {
    const content = file.read() as Partial<Resize> | null;
    return Array.isArray(content?.cases) && content.cases.some((entry) => 'nearestMask' in entry && 'bilinear' in entry);
  },
  *run(file, context): Iterable<CaseResult> {
    const golden = file.read() as Resize;
    const picture = pictureOf(golden.note, setSeedOf(file, context));
    const set = Uint8Array.from({ length: picture.height * picture.width }, (_, i) => (picture.pixels[i * 3] > 128 ? 1 : 0));
    const mask = encodeMask(set, picture.height, picture.width);
    for (const { size, bilinear, nearestMask } of golden.cases) {
      const [height, width] = size;
      const resized = resizePixels(picture.pixels, picture, { height, width });
      const probes = probeIndices(resized.length, bilinear.probes.length).map((index) => resized[index]);
      yield compare(`bilinear probes ${height} x ${width}`, probes, bilinear.probes, oneLevel);
      const sum = resized.reduce((total, level) => total + level, 0);
      yield compare(`bilinear sum ${height} x ${width}`, [sum], [bilinear.sum], { absolute: resized.length / 100, relative: 0 });
      const nearest = resizeMask(mask, height, width);
      const pixels = decodeMask(nearest);
      yield compare(`mask sum ${height} x ${width}`, [maskArea(nearest)], [nearestMask.sum]);
      yield compare(`mask row 0 ${height} x ${width}`, pixels.subarray(0, width), nearestMask.row0);
      yield compare(
        `mask column 0 ${height} x ${width}`,
        pixels.filter((_, i) => i % width === 0),
        nearestMask.col0,
      );
    }
  },
};
