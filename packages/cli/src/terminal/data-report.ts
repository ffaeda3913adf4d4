import type { DataReport } from '@ecm/datasets';

/** What reading or checking data found, a line for each kind of problem. */
export function dataReportText({ file, images, annotations, problems }: DataReport): string {
  const lines = problems.map(
    ({ kind, count, action, meaning, examples }) => `  ${count} × ${kind} (${action}): ${meaning} E.g. ${examples.join(', ')}.`,
  );
  return [`${file}: ${images} images, ${annotations} annotations${problems.length === 0 ? ', no problem' : ''}`, ...lines].join('\n');
}
