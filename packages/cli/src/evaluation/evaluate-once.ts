import type { EvaluationResult } from '@ecm/core';
import type { EvaluateFilesOptions } from '@ecm/evaluators/node';
import { evaluateFiles } from '@ecm/evaluators/node';
import { apTables, apTableText } from '@ecm/report/tables';

import { output } from '../terminal/output.js';
import type { EvaluationArguments } from './evaluation-arguments.js';
import { shortNames } from './evaluation-arguments.js';
import { printWarnings } from './print-warnings.js';
import { recallText } from './recall-text.js';
import { sortClasses } from './sort-classes.js';
import { writeText } from './write-text.js';

/** Evaluates one set of detections by an LVIS or COCO protocol and writes what was asked for. */
export async function evaluateOnce(files: readonly string[], given: EvaluationArguments): Promise<void> {
  const { report, workingScore, threads } = given;
  const results = await evaluateFiles({
    ...evaluationOptions(given),
    results: files,
    threads,
    ...(report === undefined ? {} : { details: { curves: true }, errors: workingScore === undefined ? {} : { workingScore } }),
  });
  const name = given.names?.[0] ?? shortNames(files).join(' + ');
  await tellResults(name, results, given);
  const [result] = results;
  if (report === undefined || result === undefined) return;
  const { writeEvaluationReport } = await import('./write-evaluation-report.js');
  const { gt: groundTruth, images, trainAnnotations, curveClasses: classes, title } = given;
  const sets = [{ name, result, files }];
  const notes = await writeEvaluationReport({ file: report, groundTruth, sets, images, trainAnnotations, classes, title });
  for (const note of [...notes, `Report: ${report}`]) process.stderr.write(`${note}\n`);
}

/** Prints results and writes the files that were asked for; warnings go to the terminal once. */
export async function tellResults(
  name: string,
  results: readonly EvaluationResult[],
  { json, csv, perClass, sort, descending }: Pick<EvaluationArguments, 'json' | 'csv' | 'perClass' | 'sort' | 'descending'>,
): Promise<void> {
  const sorted = sort === undefined ? results : sortClasses(results, { column: sort, descending });
  printWarnings([{ name, results }]);
  const told = results.map(withoutDetails);
  if (typeof json === 'string') await writeText(json, `${JSON.stringify(told, null, 2)}\n`);
  // Tables are loaded only where they are printed.
  const tables = csv !== undefined || perClass ? await import('../terminal/category-table.js') : undefined;
  if (csv !== undefined && tables !== undefined) await writeText(csv, tables.categoryCsv(sorted));
  const classes = perClass && tables !== undefined ? sorted.map((result) => tables.categoryTable(result)) : [];
  output(told, json === true, () => {
    const recalls = results.map(recallText).filter((text) => text !== undefined);
    return [apTableText(apTables([{ name, results }])), ...recalls, ...classes].join('\n');
  });
}

/** Options of an evaluation as the library takes them. */
export function evaluationOptions(given: EvaluationArguments): Omit<EvaluateFilesOptions, 'results'> {
  const { gt: groundTruth, protocol, iou, maxDetections, perCategory, classAgnostic } = given;
  return {
    groundTruth,
    protocol,
    ...(iou === undefined ? {} : { iou: [iou] }),
    ...(maxDetections === undefined ? {} : { maxDetections }),
    ...(perCategory === undefined ? {} : { detectionsPerCategory: perCategory }),
    ...(classAgnostic ? { classAgnostic } : {}),
  };
}

/** Curves and errors are for the report; the record holds figures, settings and warnings. */
export function withoutDetails({ protocol, iou, summary, categories, settings, warnings }: EvaluationResult): EvaluationResult {
  return { protocol, iou, summary, categories, settings, ...(warnings === undefined ? {} : { warnings }) };
}
