import { Command } from '@commander-js/extra-typings';
import { toolboxVersion } from '@ecm/runtime';

import { configCommand } from './commands/config-command.js';
import { dataCommand } from './commands/data-command.js';
import { demoCommand } from './commands/demo-command.js';
import { envCommand } from './commands/env-command.js';
import { evalCommand } from './commands/eval-command.js';
import { inferCommand } from './commands/infer-command.js';
import { testCommand } from './commands/test-command.js';
import { trainCommand } from './commands/train-command.js';

/** The `ecm` command with all its parts. */
export function createProgram(): Command {
  const program = new Command('ecm')
    .description('Long-tail detection: train, test and evaluate detectors from JSON configs')
    .version(toolboxVersion(), '-V, --version', 'print the version')
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', '\nExample:\n  ecm train configs/mini/w2-ecm.json\n\nExit codes: 0 good, 1 failed, 2 wrong usage or config.');
  const commands = [
    trainCommand(),
    testCommand(),
    evalCommand(),
    inferCommand(),
    configCommand(),
    dataCommand(),
    demoCommand(),
    envCommand(),
  ];
  for (const command of commands) program.addCommand(command as Command);
  return program;
}
