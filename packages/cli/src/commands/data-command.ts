import { Command } from '@commander-js/extra-typings';

import { dataBrowseCommand } from './data-browse-command.js';
import { dataConvertCommand } from './data-convert-command.js';
import { dataMergeCommand, dataShardCommand, dataSplitCommand } from './data-parts-commands.js';
import { dataStatsCommand } from './data-stats-command.js';
import { dataSynthCommand } from './data-synth-command.js';
import { dataVerifyCommand } from './data-verify-command.js';

/** `ecm data`: makes, counts, checks, converts and shows data sets. */
export function dataCommand(): Command {
  const command = new Command('data').description('make, count, check, convert and show data sets');
  const parts = [
    dataSynthCommand(),
    dataStatsCommand(),
    dataVerifyCommand(),
    dataBrowseCommand(),
    dataConvertCommand(),
    dataSplitCommand(),
    dataShardCommand(),
    dataMergeCommand(),
  ];
  for (const part of parts) command.addCommand(part as Command);
  return command;
}
