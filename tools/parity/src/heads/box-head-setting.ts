import type { Boxes, ImageInfo } from '@ecm/core';
import { formulaTensor } from '@ecm/testing';

/** Data of `heads/box_head.json`, which the file describes in one sentence. */
export interface BoxHeadSetting {
  /** Number of regions. */
  readonly regions: number;
  /** PyTorch shape of the region features. */
  readonly inputShape: readonly number[];
  /** Added to the region features. */
  readonly inputOffset: number;
  readonly labels: Int32Array;
  /** Coded box changes of the positives. */
  readonly positiveTargets: Float32Array;
  readonly positiveRows: Int32Array;
  readonly boxes: Boxes;
  readonly info: ImageInfo;
  readonly limits: { readonly scoreThreshold: number; readonly iouThreshold: number; readonly maxPerImage: number };
}

const pattern =
  /N=(\d+) RoIs; label i = \((\d+) i\) mod (\d+) when i mod (\d+) == 0.*input bbox\.in \[([\d,]+)\] \+ ([\d.]+); targets bbox\.t amp ([\d.]+).*bbox\.r amp ([\d.]+) offset ([\d.]+), x2,y2 = bbox\.r2 amp ([\d.]+) offset ([\d.]+); image (\d+)x(\d+), scaleFactor ([\d.]+),([\d.]+); score ([\de.-]+), NMS ([\d.]+), (\d+) per image/;

/** Reads the numbers out of the file's `note`. @param classes number C of foreground classes; label C is the background */
export function readBoxHeadSetting(note: string, classes: number, setSeed: number): BoxHeadSetting {
  const found = pattern.exec(note);
  if (found === null) throw new Error(`The note of the box head golden has another form than "${pattern.source}": ${note}`);
  const shape = found[5].split(',').map(Number);
  const number = (group: number) => Number(found[group]);
  const regions = number(1);
  const labels = Int32Array.from({ length: regions }, (_, i) => (i % number(4) === 0 ? (number(2) * i) % number(3) : classes));
  const targets = formulaTensor({ formula: 'bbox.t', shape: [regions, 4], amp: number(7) }, setSeed);
  const positiveRows = Int32Array.from(labels.keys()).filter((row) => labels[row] < classes);
  const first = formulaTensor({ formula: 'bbox.r', shape: [regions, 2], amp: number(8), offset: number(9) }, setSeed);
  const second = formulaTensor({ formula: 'bbox.r2', shape: [regions, 2], amp: number(10), offset: number(11) }, setSeed);
  return {
    regions,
    inputShape: shape,
    inputOffset: number(6),
    labels,
    positiveRows,
    positiveTargets: Float32Array.from([...positiveRows].flatMap((row) => [...targets.subarray(4 * row, 4 * row + 4)])),
    boxes: Float32Array.from({ length: 4 * regions }, (_, i) => (i % 4 < 2 ? first : second)[2 * Math.floor(i / 4) + (i % 2)]),
    info: imageInfo({ height: number(12), width: number(13), scaleX: number(14), scaleY: number(15) }),
    limits: { scoreThreshold: number(16), iouThreshold: number(17), maxPerImage: number(18) },
  };
}

function imageInfo(size: Pick<ImageInfo, 'height' | 'width' | 'scaleX' | 'scaleY'>): ImageInfo {
  const { height, width } = size;
  return {
    ...size,
    id: 0,
    fileName: 'formula',
    originalHeight: height,
    originalWidth: width,
    paddedHeight: height,
    paddedWidth: width,
    flipped: false,
  };
}
