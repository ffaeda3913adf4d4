import { Command } from '@commander-js/extra-typings';
import { runFolderAt } from '@ecm/engine';
import { writeRunReport } from '@ecm/runtime';

import { output } from '../terminal/output.js';

/** `ecm report`: writes the report of a run again, or compares several. */
export function reportCommand() {
  return new Command('report')
    .description('write the report of a run, or the comparison of several, as one HTML file')
    .argument('<runs...>', 'run folders')
    .option('--out <file>', 'file to write; report.html in the first run if left out')
    .option('--names <names...>', 'names of the runs, in order')
    .option('--title <text>', 'title of the report')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  ecm report runs/w2-ce/2026-01-31-120000 runs/w2-ecm/2026-01-31-120500 --out comparison.html')
    .action(async (runs, { out, names, title, json }) => {
      const given = { file: out, names, title };
      const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const report = await writeRunReport(runs.map(runFolderAt), options);
      output({ report }, json, () => `Report: ${report}`);
    });
}
