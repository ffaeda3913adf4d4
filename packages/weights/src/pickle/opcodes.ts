import { collectionOpcodes } from './collection-opcodes.js';
import { objectOpcodes } from './object-opcodes.js';
import type { PickleMachine } from './pickle-machine.js';
import { scalarOpcodes } from './scalar-opcodes.js';

/** What an opcode does to the machine. */
export type Opcode = (machine: PickleMachine) => void;

/** Opcode that ends a pickle. */
export const stopOpcode = 0x2e;

/** All opcodes that are carried out, by their byte; others are refused. */
export const opcodes: ReadonlyMap<number, Opcode> = new Map([...scalarOpcodes, ...collectionOpcodes, ...objectOpcodes]);
