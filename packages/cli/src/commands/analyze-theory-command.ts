import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { Command, Option } from '@commander-js/extra-typings';
import { readClassCounts } from '@ecm/datasets/node';
import { type BackgroundRatio, type ClassCounts, datasetCounts, officialBackgroundRatio, readScoredResults } from '@ecm/runtime';
import { runCounts, theoryFigures, writeFigures } from '@ecm/runtime';

import { exitCodes } from '../terminal/exit-codes.js';
import { finiteNumber } from '../terminal/number-arguments.js';
import { output } from '../terminal/output.js';
import { datasetForms, openAnyDataset } from './open-any-dataset.js';

interface Sources {
  readonly counts?: string;
  readonly data?: string;
  readonly form: (typeof datasetForms)[number];
  readonly run?: string;
  readonly scores?: readonly string[];
}

const examples = `
Examples:
  ecm analyze theory --counts counts.csv --out theory
  ecm analyze theory --data lvis_v1_train.json --out theory
  ecm analyze scores runs/w2-ecm/2026-01-31-120000 && ecm analyze theory --run runs/w2-ecm/2026-01-31-120000 --out theory

Figures 4 to 7 (margins, weights, gradients) need counts: from a file of counts, an annotation file, or the data set of a run.
Figures 2 and 3 (detection error, best threshold) need scored results of one or more checkpoints: those named, or those in the
folder "scores" of the run. docs/theory.md describes both kinds of files.`;

/** `ecm analyze theory`: the figures of the paper's theory. */
export function analyzeTheoryCommand() {
  return new Command('theory')
    .description("draw the figures of the paper's theory from counts of classes and scored results, as SVG, CSV and one page")
    .option('--counts <file>', 'counts of classes: JSON or CSV')
    .option('--data <file>', 'annotation file, or a Pascal VOC folder, whose objects are counted')
    .addOption(new Option('--form <form>', 'form of --data').choices(datasetForms).default('lvis' as const))
    .option('--run <folder>', 'run: counts and background ratio of its training, and its scored results')
    .option('--scores <files...>', 'scored results, one file per checkpoint')
    .option('--background-ratio <number>', 'background rows per foreground row; that of the run, or 6.3313', finiteNumber)
    .requiredOption('--out <folder>', 'folder of the figures')
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples)
    .action(async ({ out, json, backgroundRatio, ...sources }, command) => {
      const named = [sources.counts, sources.data, sources.run].filter((source) => source !== undefined).length;
      if (named > 1 || (named === 0 && sources.scores === undefined)) {
        return command.error('error: name one source of counts (--counts, --data or --run), or --scores', {
          exitCode: exitCodes.wrongUsage,
        });
      }
      const ratio = backgroundRatio === undefined ? undefined : { value: backgroundRatio, origin: 'given on the command line' };
      const counts = await countsOf(sources, ratio);
      const scores = scoreFiles(sources)
        .map(readScoredResults)
        .sort((a, b) => a.step - b.step);
      const figures = theoryFigures({ ...(counts === undefined ? {} : { counts }), scores });
      const page = writeFigures(out, `Effective class margins: theory${counts === undefined ? '' : ` on ${counts.source}`}`, figures);
      const list = figures.map(({ name, title, caption }) => ({ name, title, caption }));
      output(
        { page, figures: list },
        json,
        () => `${list.map(({ title, caption }) => `${title}\n  ${caption}`).join('\n')}\nPage: ${page}`,
      );
    });
}

async function countsOf({ counts, data, form, run }: Sources, ratio: BackgroundRatio | undefined): Promise<ClassCounts | undefined> {
  if (counts !== undefined) {
    return { source: path.basename(counts), classes: readClassCounts(counts), backgroundRatio: ratio ?? officialBackgroundRatio };
  }
  if (data !== undefined) return datasetCounts(await openAnyDataset({ place: data, form }), ratio);
  return run === undefined ? undefined : runCounts(run, ratio);
}

function scoreFiles({ scores, run }: Sources): readonly string[] {
  if (scores !== undefined) return scores;
  const folder = run === undefined ? undefined : path.join(run, 'scores');
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => path.join(folder, name));
}
