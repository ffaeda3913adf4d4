import type { Opcode } from './opcodes.js';
import type { PickleMachine } from './pickle-machine.js';
import { Placeholder } from './pickle-values.js';

function append(m: PickleMachine, values: readonly unknown[]): void {
  const list = m.top();
  if (Array.isArray(list)) for (const value of values) list.push(value);
  else if (list instanceof Set) for (const value of values) list.add(value);
  else if (list instanceof Placeholder) list.states.push(values);
  else throw m.refuse('it adds values to something that is no list');
}

function setItems(m: PickleMachine, values: readonly unknown[]): void {
  const map = m.top();
  if (map instanceof Placeholder) map.states.push(values);
  else if (map instanceof Map && values.length % 2 === 0) for (let i = 0; i < values.length; i += 2) map.set(values[i], values[i + 1]);
  else throw m.refuse('it sets keys of something that is no dict');
}

function newDict(values: readonly unknown[]): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (let i = 0; i + 1 < values.length; i += 2) map.set(values[i], values[i + 1]);
  return map;
}

const tuple =
  (size: number): Opcode =>
  (m) => {
    const values = Array.from({ length: size }, () => m.pop());
    m.push(values.reverse());
  };

const pair = (m: PickleMachine): unknown[] => {
  const value = m.pop();
  return [m.pop(), value];
};

/** Lists and tuples become arrays, dicts maps, sets sets. */
export const collectionOpcodes: readonly (readonly [byte: number, opcode: Opcode])[] = [
  [
    0x28,
    (m) => {
      m.mark();
    },
  ], // MARK
  [
    0x29,
    (m) => {
      m.push([]);
    },
  ], // EMPTY_TUPLE
  [
    0x74,
    (m) => {
      m.push(m.popToMark());
    },
  ], // TUPLE
  [0x85, tuple(1)], // TUPLE1
  [0x86, tuple(2)], // TUPLE2
  [0x87, tuple(3)], // TUPLE3
  [
    0x5d,
    (m) => {
      m.push([]);
    },
  ], // EMPTY_LIST
  [
    0x6c,
    (m) => {
      m.push(m.popToMark());
    },
  ], // LIST
  [
    0x61,
    (m) => {
      append(m, [m.pop()]);
    },
  ], // APPEND
  [
    0x65,
    (m) => {
      append(m, m.popToMark());
    },
  ], // APPENDS
  [
    0x7d,
    (m) => {
      m.push(new Map());
    },
  ], // EMPTY_DICT
  [
    0x64,
    (m) => {
      m.push(newDict(m.popToMark()));
    },
  ], // DICT
  [
    0x73,
    (m) => {
      setItems(m, pair(m));
    },
  ], // SETITEM
  [
    0x75,
    (m) => {
      setItems(m, m.popToMark());
    },
  ], // SETITEMS
  [
    0x8f,
    (m) => {
      m.push(new Set());
    },
  ], // EMPTY_SET
  [
    0x90,
    (m) => {
      append(m, m.popToMark());
    },
  ], // ADDITEMS
  [
    0x91,
    (m) => {
      m.push(new Set(m.popToMark()));
    },
  ], // FROZENSET
];
