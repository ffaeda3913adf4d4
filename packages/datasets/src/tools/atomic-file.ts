import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

import { DataError } from '@ecm/core';

import { reasonOf } from '../node/reason-of.js';
import { leftOvers, ownMark } from './left-overs.js';

const BUFFER = 1 << 20;
const SUFFIX = '.part';

/** Files whose names are not given yet; what is in here when the process ends is removed. */
const unfinished = new Set<AtomicFile>();
const abandonAll = (): void => {
  // The first one may have made the folder of all.
  for (const file of [...unfinished].reverse()) file.abandon();
};

/**
 * A text file that appears under its name only when it is complete: until then it is `….<machine>-<process>.part` beside it. A
 * process that ends early removes its part; one that is killed leaves it behind. Whatever had the name before stays as it was.
 */
export class AtomicFile {
  readonly name: string;
  readonly #part: string;
  readonly #descriptor: number;
  /** The first of the folders that had to be made. */
  readonly #madeFolder: string | undefined;
  #open = true;
  #pending: string[] = [];
  #length = 0;

  /** @throws DataError if the file cannot be made */
  constructor(name: string) {
    this.name = name;
    this.#part = `${name}.${ownMark}${SUFFIX}`;
    if (isFolder(name)) throw new DataError(name, '', 'is a folder, but a file is to be written. Name the file.');
    try {
      const made = mkdirSync(path.dirname(name), { recursive: true });
      this.#madeFolder = made === undefined ? undefined : path.resolve(made);
      this.#descriptor = openSync(this.#part, 'w');
    } catch (cause) {
      throw new DataError(name, '', `cannot be written (${reasonOf(cause)}).`);
    }
    if (!process.listeners('exit').includes(abandonAll)) process.on('exit', abandonAll);
    unfinished.add(this);
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= BUFFER) this.#flush();
  }

  /** Writes what is pending and closes the part; it has no name yet. */
  finish(): void {
    this.#flush();
    this.#close();
  }

  /** Gives the finished part its name. */
  publish(): void {
    renameSync(this.#part, this.name);
    unfinished.delete(this);
  }

  /** Gives the file up: removes the part, and the folders that were made for it if nothing else is in them. */
  abandon(): void {
    unfinished.delete(this);
    this.#close();
    rmSync(this.#part, { force: true });
    if (this.#madeFolder === undefined) return;
    try {
      for (let folder = path.resolve(path.dirname(this.name)); folder.startsWith(this.#madeFolder); folder = path.dirname(folder))
        rmdirSync(folder);
    } catch {
      // Another file is in it.
    }
  }

  #close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#length = 0;
    // A nearly full disk takes a part of the bytes; the next call then fails.
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
  }
}

const isFolder = (name: string): boolean => /[\\/]$/u.test(name) || (existsSync(name) && statSync(name).isDirectory());

/** Opens files, hands them over, and completes all of them or none. */
export async function writeAtomically<Result>(
  names: readonly string[],
  work: (files: readonly AtomicFile[]) => Promise<Result>,
): Promise<Result> {
  const double = names.find((name, i) => names.slice(0, i).some((other) => path.resolve(other) === path.resolve(name)));
  if (double !== undefined) throw new DataError(double, '', 'is named twice as a file to write.');
  const files: AtomicFile[] = [];
  try {
    for (const name of names) files.push(new AtomicFile(name));
    const result = await work(files);
    for (const file of files) file.finish();
    for (const file of files) file.publish();
    return result;
  } catch (cause) {
    for (const file of files.toReversed()) file.abandon();
    throw cause;
  }
}

/** Removes the parts of a file that killed processes of this machine have left. */
export function removeOldParts(name: string): void {
  const folder = path.dirname(name);
  for (const part of leftOvers(folder, `${path.basename(name)}.`, SUFFIX)) rmSync(path.join(folder, part));
}
