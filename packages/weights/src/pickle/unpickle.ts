import { CheckpointError } from '@ecm/core';

import { opcodes, stopOpcode } from './opcodes.js';
import type { PickleCursor } from './pickle-cursor.js';
import { buildObject } from './build-object.js';
import { callGlobal, nameGlobal } from './globals.js';
import { PickleMachine } from './pickle-machine.js';

/**
 * Reads one pickle with a machine that knows data alone: names are looked up in a fixed list, unknown ones become inert
 * {@link Placeholder}s, nothing is imported or run.
 *
 * @param cursor stands behind the pickle afterwards
 * @param persistent turns persistent ids into values; without it they are refused
 * @returns plain values, arrays, maps, sets, byte arrays, and the classes of `pickle-values`
 * @throws CheckpointError if the pickle is damaged, too large or uses opcodes that weight files do not need
 */
export function unpickle(cursor: PickleCursor, persistent?: (id: unknown) => unknown): unknown {
  const machine: PickleMachine = new PickleMachine(cursor, {
    persistent: (id) => {
      if (persistent === undefined) throw machine.refuse('it refers to data outside');
      return persistent(id);
    },
    global: nameGlobal,
    call: callGlobal,
    build: buildObject,
  });
  for (;;) {
    const byte = cursor.uint8();
    if (byte === stopOpcode) return machine.pop();
    const opcode = opcodes.get(byte);
    if (opcode === undefined) throw machine.refuse(`it has the opcode 0x${byte.toString(16)}, which weight files do not use`);
    try {
      opcode(machine);
    } catch (error) {
      if (error instanceof CheckpointError) throw error;
      throw machine.refuse(error instanceof Error ? error.message : String(error));
    }
  }
}
