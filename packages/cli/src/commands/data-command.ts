import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';

import { endOnInterrupt } from '../terminal/interrupt.js';
import { dataBrowseCommand } from './data-browse-command.js';
import { dataConvertCommand } from './data-convert-command.js';
import { dataMergeCommand, dataShardCommand, dataSplitCommand } from './data-parts-commands.js';
import { dataStatsCommand } from './data-stats-command.js';
import { dataSynthCommand } from './data-synth-command.js';
import { dataVerifyCommand } from './data-verify-command.js';

/** `ecm data`: makes, counts, checks, converts and shows data sets. */
export function dataCommand(): Command {
  const command = new Command('data').description('make, count, check, convert and show data sets');
  const writers: CommandUnknownOpts[] = [dataConvertCommand(), dataSplitCommand(), dataShardCommand(), dataMergeCommand()];
  for (const writer of writers) writer.hook('preAction', endOnInterrupt);
  const others: CommandUnknownOpts[] = [dataSynthCommand(), dataStatsCommand(), dataVerifyCommand(), dataBrowseCommand()];
  for (const part of [...others, ...writers]) command.addCommand(part);
  return command;
}
