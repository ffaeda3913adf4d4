import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { replaceText } from '../checkpoint/durable-files.js';

/** Places inside a run's folder. */
export interface RunFolder {
  readonly path: string;
  /** The resolved config. */
  readonly config: string;
  readonly environment: string;
  /** Classes and counts of the training data. */
  readonly classes: string;
  readonly log: string;
  /** Folder of TensorBoard events. */
  readonly events: string;
  readonly checkpoints: string;
  readonly results: string;
}

/** What a new run is called. */
export interface NewRun {
  /** Folder of all runs, e.g. `runs`. */
  readonly root: string;
  /** Name of the config. */
  readonly name: string;
  readonly now: Date;
}

/** @returns the places inside a run's folder, there or not */
export function runFolderAt(folder: string): RunFolder {
  const inside = (name: string) => path.join(folder, name);
  return {
    path: folder,
    config: inside('config.json'),
    environment: inside('environment.json'),
    classes: inside('classes.json'),
    log: inside('log.jsonl'),
    events: inside('events'),
    checkpoints: inside('checkpoints'),
    results: inside('results'),
  };
}

/** @returns the name of the config that a run has trained: that of the folder which holds the run */
export function configNameOf(run: Pick<RunFolder, 'path'>): string {
  return path.basename(path.dirname(path.resolve(run.path)));
}

/** Makes `<root>/<name>/<time>/` with its sub-folders; a number is appended if the folder is there already. */
export function createRunFolder({ root, name, now }: NewRun): RunFolder {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const first = path.join(root, name, time);
  let folder = first;
  for (let number = 2; existsSync(folder); number++) folder = `${first}-${number}`;
  const run = runFolderAt(folder);
  for (const part of [run.events, run.checkpoints, run.results]) mkdirSync(part, { recursive: true });
  return run;
}

/** Removes the folder of a run that has neither logged nor saved anything, and the folder of its config if no other run is in it. */
export function removeUnbegunRun(run: RunFolder): void {
  if (existsSync(run.log) || readdirSync(run.checkpoints).length > 0) return;
  rmSync(run.path, { recursive: true });
  const parent = path.dirname(run.path);
  if (readdirSync(parent).length === 0) rmdirSync(parent);
}

/** Writes a value as JSON that people can read; who reads meanwhile, or after a crash, finds the old or the new text. */
export function writeJson(file: string, value: unknown): void {
  replaceText(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
