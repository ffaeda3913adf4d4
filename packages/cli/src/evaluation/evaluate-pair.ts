import { compareFiles } from '@ecm/evaluators/node';
import { apTables, apTableText } from '@ecm/report/tables';

import { output } from '../terminal/output.js';
import { comparisonCsv, comparisonText } from './comparison-text.js';
import { evaluationOptions, withoutDetails } from './evaluate-once.js';
import type { EvaluationArguments } from './evaluation-arguments.js';
import { shortNames } from './evaluation-arguments.js';
import { printWarnings } from './print-warnings.js';
import { writeText } from './write-text.js';

/** Evaluates two sets of detections, compares them and writes what was asked for. */
export async function evaluatePair([first, second]: readonly [string, string], given: EvaluationArguments): Promise<void> {
  const { threads, resamples, confidence, seed, perClass, report, workingScore, json, csv } = given;
  const { a, b, comparisons } = await compareFiles({
    ...evaluationOptions(given),
    ...{ a: [first], b: [second], threads, resamples, confidence, seed, perClass },
    ...(report === undefined ? {} : { details: { curves: true }, errors: workingScore === undefined ? {} : { workingScore } }),
  });
  const names = given.names ?? shortNames([first, second]);
  const [nameA = 'A', nameB = 'B'] = names;
  const sets = [
    { name: nameA, results: a },
    { name: nameB, results: b },
  ];
  printWarnings(sets);
  const told = { evaluations: sets.map(({ name, results }) => ({ name, results: results.map(withoutDetails) })), comparisons };
  if (typeof json === 'string') await writeText(json, `${JSON.stringify(told, null, 2)}\n`);
  if (csv !== undefined) await writeText(csv, comparisonCsv(comparisons));
  output(told, json === true, () => {
    return [apTableText(apTables(sets)), ...comparisons.map((comparison) => comparisonText(comparison, names))].join('\n\n');
  });
  const [resultA] = a;
  const [resultB] = b;
  if (report === undefined || resultA === undefined || resultB === undefined) return;
  const { writeEvaluationReport } = await import('./write-evaluation-report.js');
  const { gt: groundTruth, images, trainAnnotations, curveClasses: classes, title } = given;
  const notes = await writeEvaluationReport({
    ...{ file: report, groundTruth, comparison: comparisons[0], images, trainAnnotations, classes, title },
    sets: [
      { name: nameA, result: resultA, files: [first] },
      { name: nameB, result: resultB, files: [second] },
    ],
  });
  for (const note of [...notes, `Report: ${report}`]) process.stderr.write(`${note}\n`);
}
