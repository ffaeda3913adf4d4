import { Command } from '@commander-js/extra-typings';

import { analyzeScoresCommand } from './analyze-scores-command.js';
import { analyzeTheoryCommand } from './analyze-theory-command.js';

/** `ecm analyze`: looks into runs and data sets. */
export function analyzeCommand(): Command {
  const command = new Command('analyze').description('score regions with checkpoints, and draw the figures of the theory');
  for (const part of [analyzeScoresCommand(), analyzeTheoryCommand()]) command.addCommand(part as Command);
  return command;
}
