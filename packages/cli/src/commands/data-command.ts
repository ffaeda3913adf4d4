import { Command } from '@commander-js/extra-typings';

import { dataBrowseCommand } from './data-browse-command.js';
import { dataConvertCommand } from './data-convert-command.js';
import { dataStatsCommand } from './data-stats-command.js';
import { dataSynthCommand } from './data-synth-command.js';

/** `ecm data`: makes, counts, converts and shows data sets. */
export function dataCommand(): Command {
  const command = new Command('data').description('make, count, convert and show data sets');
  for (const part of [dataSynthCommand(), dataStatsCommand(), dataConvertCommand(), dataBrowseCommand()])
    command.addCommand(part as Command);
  return command;
}
