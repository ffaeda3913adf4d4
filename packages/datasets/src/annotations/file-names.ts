import type { RawRecord } from './records.js';

const COCO_2014 = /^COCO_[a-z]+2014_(\d{12}\.jpg)$/;

/** COCO: the `file_name`; without one, the last two parts of `coco_url`. */
export function cocoFileName(image: RawRecord): string | undefined {
  return textOf(image['file_name']) ?? splitAndFile(image);
}

/**
 * LVIS v1: the last two parts of `coco_url`, `train2017/000000391895.jpg`, because images of one split lie in two folders.
 * Files of v0.5 name images in the style of COCO 2014: the last 16 characters count. Other sets in the LVIS form give the path
 * itself in `file_name`.
 */
export function lvisFileName(image: RawRecord): string | undefined {
  const name = textOf(image['file_name']);
  return COCO_2014.exec(name ?? '')?.[1] ?? splitAndFile(image) ?? name;
}

function splitAndFile(image: RawRecord): string | undefined {
  return textOf(image['coco_url'])?.split('/').slice(-2).join('/');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
