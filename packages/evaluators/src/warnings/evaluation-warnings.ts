import type { EvaluationWarning } from '@ecm/core';

import type { DetectionStore } from '../detections/detection-store.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import type { CategoryMeasure } from '../matching/category-evaluator.js';
import type { SummaryLine } from '../results/summary.js';
import type { EvaluationRules } from '../rules/evaluation-rules.js';
import type { DetectionCensus } from './detection-census.js';
import { takeCensus } from './detection-census.js';

/** What an evaluation was made of and what came out. */
export interface Evaluated {
  readonly truth: GroundTruthTable;
  readonly store: DetectionStore;
  readonly rules: EvaluationRules;
  readonly lines: readonly SummaryLine[];
  readonly measures: readonly CategoryMeasure[];
}

/** Share of boxes that have to look wrong before it is said. */
const TELLING_SHARE = 0.25;
/** Share of boxes that have to be possible corners before that is said to be the reason. */
const CORNER_SHARE = 0.9;

/** @returns what its user should know about an evaluation, in a fixed order */
export function evaluationWarnings(evaluated: Evaluated): EvaluationWarning[] {
  const census = takeCensus(evaluated.truth, evaluated.store);
  return [...aboutTruth(evaluated), ...(census.came === 0 ? [NO_DETECTIONS] : aboutDetections(evaluated, census))];
}

const NO_DETECTIONS: EvaluationWarning = {
  kind: 'no-detections',
  message: 'There are no detections, so every AP is 0. Is this the right file?',
};

function aboutTruth({ truth, rules, lines, measures }: Evaluated): EvaluationWarning[] {
  const empty = measures.filter(({ groundTruths }) => groundTruths === 0).length;
  const groupless =
    lines.some(({ frequency }) => frequency !== undefined) && truth.categories.frequencies.every((group) => group === undefined);
  const { count, images, categories } = truth.annotations;
  const stray = images.filter((image, row) => image < 0 || categories[row] < 0).length;
  return [
    ...(stray > 0
      ? [
          {
            kind: 'stray-annotations',
            message: `${of(stray, count)} annotations of ${truth.source} name an image or a category that it does not list; they do not count.`,
          },
        ]
      : []),
    ...(empty > 0 && !rules.classAgnostic
      ? [
          {
            kind: 'classes-without-objects',
            message: `${of(empty, measures.length)} classes have no ground truth here; they are left out of all means.`,
          },
        ]
      : []),
    ...(groupless
      ? [
          {
            kind: 'no-frequency-groups',
            message: `No category of ${truth.source} has a "frequency" (r, c or f), so there are no APr, APc and APf.`,
          },
        ]
      : []),
  ];
}

function aboutDetections(evaluated: Evaluated, census: DetectionCensus): EvaluationWarning[] {
  const found: [boolean, string, string][] = [
    [
      census.unknown > 0,
      'unknown-categories',
      `${of(census.unknown, census.came)} detections are of a category that the ground truth does not have; they do not count.`,
    ],
    [matchesNothing(evaluated), 'no-match', NO_MATCH],
    [looksLikeCorners(census), 'corner-boxes', cornerMessage(census)],
    [
      census.kept > 1 && census.lowest === census.highest,
      'equal-scores',
      `All scores are ${census.lowest}: detections are ranked by the order of images and of the file, so AP means little.`,
    ],
    [
      census.lowest < 0 || census.highest > 1,
      'score-range',
      `Scores go from ${census.lowest} to ${census.highest}: probabilities lie between 0 and 1. Only their order counts for AP.`,
    ],
  ];
  const warnings = found.flatMap(([holds, kind, message]) => (holds ? [{ kind, message }] : []));
  return [...warnings, ...aboutLimits(evaluated)];
}

const NO_MATCH =
  'No detection matches an object, not even at the lowest IoU. Are category ids, image ids and boxes (x, y, width, height in pixels of the ' +
  'original image) those of the ground truth?';

function matchesNothing({ measures }: Evaluated): boolean {
  const present = measures.flatMap(({ views }) => views.filter((view) => view !== undefined));
  return present.length > 0 && present.every(({ recall }) => recall[0] === 0);
}

function looksLikeCorners({ kept, outside, cornerLike }: DetectionCensus): boolean {
  return kept > 0 && outside > TELLING_SHARE * kept && cornerLike >= CORNER_SHARE * kept;
}

function cornerMessage({ kept, outside }: DetectionCensus): string {
  return (
    `${of(outside, kept)} boxes reach over the border of their image if read as x, y, width, height, but fit as corners x1, y1, x2, y2. ` +
    'Results need [x1, y1, x2 - x1, y2 - y1].'
  );
}

function aboutLimits({ truth, store, rules, measures }: Evaluated): EvaluationWarning[] {
  const { perImage, perCategory } = rules;
  const cut = perImage < 0 ? 0 : store.imageCounts.filter((count) => count > perImage).length;
  const few =
    perCategory < 0
      ? []
      : measures.filter(({ groundTruths, category }) => groundTruths > 0 && store.categoryCounts[category] < perCategory);
  const least = few.reduce(
    (best, { category }) => (store.categoryCounts[category] < store.categoryCounts[best] ? category : best),
    few[0]?.category ?? 0,
  );
  return [
    ...(cut > 0
      ? [
          {
            kind: 'limited-images',
            message: `${of(cut, truth.images.index.size)} images have more than ${thousands(perImage)} detections; the best ${thousands(perImage)} of each count.`,
          },
        ]
      : []),
    ...(few.length > 0
      ? [
          {
            kind: 'few-detections',
            message:
              `${of(few.length, measures.filter(({ groundTruths }) => groundTruths > 0).length)} classes have fewer than ${thousands(perCategory)} detections ` +
              `(${truth.categories.names[least]} has ${thousands(store.categoryCounts[least])}). AP-fixed compares detectors fairly only if each gives about ` +
              `${thousands(perCategory)} of every class.`,
          },
        ]
      : []),
  ];
}

function of(count: number, total: number): string {
  return `${thousands(count)} of ${thousands(total)}`;
}

/** Groups digits by threes; `toLocaleString` would load the tables of all languages first, which takes longer than taking the census. */
function thousands(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}
