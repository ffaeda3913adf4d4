import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

import { scalarsEvent, sessionStartEvent, versionEvent } from './event.js';
import { encodeRecord } from './record.js';

/** Options of {@link EventFile}. */
export interface EventFileOptions {
  /** Folder that TensorBoard is pointed at; made if it is not there. */
  readonly folder: string;
  /** Step that the run goes on from; 0 for a new run. */
  readonly startStep?: number;
  /** Milliseconds since 1970; the system's clock if absent. */
  readonly now?: () => number;
}

/** A file of TensorBoard events; each call appends whole records, so that a killed process leaves a readable file. */
export class EventFile {
  readonly path: string;
  readonly #now: () => number;

  constructor({ folder, startStep = 0, now = Date.now }: EventFileOptions) {
    this.#now = now;
    mkdirSync(folder, { recursive: true });
    const seconds = String(Math.floor(now() / 1000)).padStart(10, '0');
    this.path = path.join(folder, `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${startStep}`);
    const time = { wallTime: now() / 1000, step: startStep + 1 };
    const start = startStep === 0 ? [] : [encodeRecord(sessionStartEvent(time))];
    writeFileSync(this.path, Buffer.concat([encodeRecord(versionEvent(time)), ...start]));
  }

  /** @param scalars by tag, e.g. `train/loss` */
  write(step: number, scalars: Readonly<Record<string, number>>): void {
    appendFileSync(this.path, encodeRecord(scalarsEvent({ wallTime: this.#now() / 1000, step }, scalars)));
  }
}
