import { ConfigError, UserError } from '@ecm/core';

import { exitCodes } from './exit-codes.js';

/**
 * Prints an error for the person at the terminal: a user's mistake as its message alone, a defect of ours with its trace.
 *
 * @returns the exit code
 */
export function reportError(error: unknown, print: (line: string) => void): number {
  if (error instanceof UserError) {
    print(`${error.name}: ${error.message}`);
    return error instanceof ConfigError ? exitCodes.wrongUsage : exitCodes.failed;
  }
  const { code } = error as { code?: unknown };
  if (code === 'ENOSPC') print('The disk is full. Free some space and run the command again; what was saved before is whole.');
  else if (code === 'EACCES' || code === 'EPERM') print(`Permission denied: ${String(error)}`);
  else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.failed;
}
