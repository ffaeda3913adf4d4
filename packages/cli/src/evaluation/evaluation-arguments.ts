import { statSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '@ecm/core';
import type { OverlapKind } from '@ecm/evaluators';
import { TABLE_PROTOCOLS } from '@ecm/evaluators';

import { UsageError } from '../terminal/usage-error.js';
import { refuseOptions } from './refuse-options.js';
import { checkPlaces } from './write-text.js';

/** Options of `ecm eval` for LVIS and COCO protocols, as commander gives them. */
export interface EvaluationArguments {
  readonly gt: string;
  readonly dt?: readonly string[] | undefined;
  readonly protocol: string;
  readonly iou?: OverlapKind | undefined;
  readonly maxDetections?: number | undefined;
  readonly perCategory?: number | undefined;
  readonly classAgnostic: boolean;
  readonly threads: number;
  readonly perClass: boolean;
  readonly sort?: string | undefined;
  readonly descending: boolean;
  readonly csv?: string | undefined;
  /** True: print to standard output. */
  readonly json: boolean | string;
  readonly compare?: readonly string[] | undefined;
  readonly names?: readonly string[] | undefined;
  readonly resamples: number;
  readonly confidence: number;
  readonly seed: number;
  readonly report?: string | undefined;
  readonly title?: string | undefined;
  readonly images?: string | undefined;
  readonly trainAnnotations?: string | undefined;
  readonly curveClasses?: readonly string[] | undefined;
  readonly workingScore?: number | undefined;
}

const PROTOCOLS = [...TABLE_PROTOCOLS, 'open-images'];

/** Refuses combinations that mean nothing, and places that cannot be used, before any work. @throws UsageError, UserError */
export function checkArguments(given: EvaluationArguments): void {
  const { dt, compare, names, csv, json, report, images, trainAnnotations, curveClasses, title, workingScore } = given;
  if (!PROTOCOLS.includes(given.protocol)) {
    throw new UsageError(`There is no protocol "${given.protocol}"; known are ${PROTOCOLS.join(', ')}.`);
  }
  if (dt === undefined && compare === undefined) throw new UsageError('Name result files: --dt FILE, or --compare A B for two of them.');
  if (dt !== undefined && compare !== undefined) throw new UsageError('Give --dt for one set of results or --compare for two, not both.');
  if (compare !== undefined && compare.length !== 2) throw new UsageError(`--compare needs two result files, but got ${compare.length}.`);
  const sets = compare?.length ?? 1;
  if (names !== undefined && names.length !== sets) throw new UsageError(`--names needs ${sets} of them here, but got ${names.length}.`);
  const onlyReport = { images, trainAnnotations, curveClasses, title, workingScore };
  if (report === undefined) refuseOptions(onlyReport, 'does nothing without --report FILE');
  const folder = [given.gt, ...(dt ?? []), ...(compare ?? [])].find((file) => isFolder(file));
  if (folder !== undefined) throw new UserError(`"${folder}" is a folder; name a file.`);
  checkPlaces([csv, report, typeof json === 'string' ? json : undefined]);
  if (images !== undefined && !isFolder(images)) throw new UserError(`There is no folder "${images}" of images.`);
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Short names of result files: the file without its ending, with the folder where that is not enough. */
export function shortNames(files: readonly string[]): string[] {
  const bare = files.map((file) => path.basename(file).replace(/\.json(\.gz)?$/u, ''));
  if (new Set(bare).size === files.length) return bare;
  const longer = files.map((file, i) => `${path.basename(path.dirname(path.resolve(file)))}/${bare[i] ?? ''}`);
  return new Set(longer).size === files.length ? longer : files.map((_, i) => String.fromCharCode(65 + i));
}
