#!/usr/bin/env node
import { CommanderError } from '@commander-js/extra-typings';

import { createProgram } from './program.js';
import { endWithReader } from './terminal/closed-pipe.js';
import { exitCodes } from './terminal/exit-codes.js';
import { reportError } from './terminal/report-error.js';

endWithReader(process.stdout);
endWithReader(process.stderr);
const program = await createProgram(process.argv[2]);
const quiet = (command: typeof program): void => {
  command.exitOverride();
  for (const child of command.commands) quiet(child as typeof program);
};
quiet(program);
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.good : exitCodes.wrongUsage;
  else process.exitCode = reportError(error, console.error);
}
