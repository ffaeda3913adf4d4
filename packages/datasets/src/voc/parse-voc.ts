import { XMLParser } from 'fast-xml-parser';

import { isRecord } from '../annotations/records.js';

/** One object of a Pascal VOC file. */
interface VocObject {
  readonly name: string;
  /** Corners as written: pixels counted from 1. */
  readonly corners: readonly [xmin: number, ymin: number, xmax: number, ymax: number];
  readonly difficult: boolean;
}

/** A Pascal VOC annotation file. */
export interface VocAnnotation {
  /** 0 where the file does not say. */
  readonly width: number;
  readonly height: number;
  readonly objects: readonly VocObject[];
  /** Objects without a name or four finite corners. */
  readonly unreadableObjects: number;
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, isArray: (name) => name === 'object' });

/**
 * Reads the text of a Pascal VOC annotation file.
 *
 * @throws Error if the text is not such a file
 */
export function parseVoc(text: string): VocAnnotation {
  // The parser forgives a missing end, which would lose objects silently.
  if (!/<\/annotation>\s*$/.test(text)) throw new Error('the text does not end with </annotation>: it was cut off or is of another form');
  const root: unknown = parser.parse(text);
  const annotation = isRecord(root) ? root['annotation'] : undefined;
  if (!isRecord(annotation)) throw new Error('the outermost element is not <annotation>');
  const size = isRecord(annotation['size']) ? annotation['size'] : {};
  const listed: readonly unknown[] = Array.isArray(annotation['object']) ? annotation['object'] : [];
  const objects = listed.flatMap((entry) => parseObject(entry) ?? []);
  return {
    width: numberOf(size['width']) || 0,
    height: numberOf(size['height']) || 0,
    objects,
    unreadableObjects: listed.length - objects.length,
  };
}

function parseObject(entry: unknown): VocObject | undefined {
  if (!isRecord(entry) || !isRecord(entry['bndbox'])) return undefined;
  const { bndbox, name } = entry;
  const [xmin, ymin, xmax, ymax] = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => numberOf((bndbox as Record<string, unknown>)[side]));
  const usable = typeof name === 'string' && name !== '' && [xmin, ymin, xmax, ymax].every(Number.isFinite);
  return usable ? { name, corners: [xmin, ymin, xmax, ymax], difficult: entry['difficult'] === '1' } : undefined;
}

const numberOf = (text: unknown) => (typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN);
