import { doubleField, floatField, integerField, messageField, textField } from './protobuf.js';

/** When an event happened. */
export interface EventTime {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
}

/** The first event of every file. */
export function versionEvent({ wallTime }: EventTime): Uint8Array {
  return Uint8Array.from([...doubleField(1, wallTime), ...textField(3, 'brain.Event:2')]);
}

/** Scalars by tag. @see tensorflow, core/util/event.proto and core/framework/summary.proto */
export function scalarsEvent({ wallTime, step }: EventTime, scalars: Readonly<Record<string, number>>): Uint8Array {
  const values = Object.entries(scalars).map(([tag, value]) => messageField(1, [textField(1, tag), floatField(2, value)]));
  return Uint8Array.from([...doubleField(1, wallTime), ...integerField(2, step), ...messageField(5, values)]);
}

/** Says that a process starts (again) at a step: readers drop what an earlier one wrote at later steps. */
export function sessionStartEvent({ wallTime, step }: EventTime): Uint8Array {
  return Uint8Array.from([...doubleField(1, wallTime), ...integerField(2, step), ...messageField(7, [integerField(1, 1)])]);
}
