import { ConfigError, UserError } from '@ecm/core';

import { exitCodes } from './exit-codes.js';
import { UsageError } from './usage-error.js';

/** What a person can do about an error of the file system, by its code. */
const systemErrors: Readonly<Record<string, (place: string) => string>> = {
  ENOSPC: () => 'The disk is full. Free some space and run the command again; what was saved before is whole.',
  EDQUOT: () => 'Your quota of the disk is used up. Free some space and run the command again; what was saved before is whole.',
  EACCES: (place) => `Permission denied: ${place}. Choose another place, or ask for the right.`,
  EPERM: (place) => `Permission denied: ${place}. Choose another place, or ask for the right.`,
  EROFS: (place) => `${place} is on a disk that cannot be written. Choose another place.`,
  EEXIST: (place) => `A file is in the way of the folder ${place}. Choose another place.`,
  ENOTDIR: (place) => `A file is in the way of the folder ${place}. Choose another place.`,
  EISDIR: (place) => `${place} is a folder, but a file is needed.`,
  ENOENT: (place) => `There is no file or folder ${place}.`,
};

/**
 * Prints an error for the person at the terminal: a user's mistake as its message alone, a defect of ours with its trace.
 *
 * @returns the exit code
 */
export function reportError(error: unknown, print: (line: string) => void): number {
  if (error instanceof UserError) {
    print(`${error.name}: ${error.message}`);
    return error instanceof ConfigError || error instanceof UsageError ? exitCodes.wrongUsage : exitCodes.failed;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    print('Stopped.');
    return exitCodes.interrupted;
  }
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const sentence = code === undefined ? undefined : systemErrors[code];
  const place = dest ?? path;
  if (sentence !== undefined) print(sentence(place === undefined ? `(${String(error)})` : `"${place}"`));
  else print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.failed;
}
