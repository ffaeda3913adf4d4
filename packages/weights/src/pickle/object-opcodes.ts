import type { Opcode } from './opcodes.js';
import type { PickleMachine } from './pickle-machine.js';

function protocol(m: PickleMachine): void {
  const version = m.cursor.uint8();
  if (version > 5) throw m.refuse(`it has protocol ${version}, known are 0 to 5`);
}

function stackGlobal(m: PickleMachine): void {
  const name = m.pop();
  const module = m.pop();
  if (typeof module !== 'string' || typeof name !== 'string') throw m.refuse('a global has no name');
  m.push(m.hooks.global(module, name));
}

function call(m: PickleMachine): void {
  const argumentList = m.pop();
  m.push(m.hooks.call(m.pop(), argumentList));
}

function newWithKeywords(m: PickleMachine): void {
  const keywords = m.pop();
  const positional = m.pop();
  m.push(m.hooks.call(m.pop(), [positional, keywords]));
}

function build(m: PickleMachine): void {
  const state = m.pop();
  m.push(m.hooks.build(m.pop(), state));
}

const memoKey = (m: PickleMachine): number => {
  const text = m.cursor.line();
  if (!/^\d+$/.test(text)) throw m.refuse(`"${text}" is no place to remember a value`);
  return Number(text);
};

/** Names, calls, persistent ids and the memo. Nothing is ever imported or run: the hooks decide what a name means. */
export const objectOpcodes: readonly (readonly [byte: number, opcode: Opcode])[] = [
  [0x80, protocol], // PROTO
  [
    0x95,
    (m) => {
      m.cursor.bytes(8);
    },
  ], // FRAME
  [
    0x30,
    (m) => {
      m.pop();
    },
  ], // POP
  [
    0x31,
    (m) => {
      m.popToMark();
    },
  ], // POP_MARK
  [
    0x32,
    (m) => {
      m.push(m.top());
    },
  ], // DUP
  [
    0x63,
    (m) => {
      m.push(m.hooks.global(m.cursor.line(), m.cursor.line()));
    },
  ], // GLOBAL
  [0x93, stackGlobal], // STACK_GLOBAL
  [0x52, call], // REDUCE
  [0x81, call], // NEWOBJ
  [0x92, newWithKeywords], // NEWOBJ_EX
  [0x62, build], // BUILD
  [
    0x51,
    (m) => {
      m.push(m.hooks.persistent(m.pop()));
    },
  ], // BINPERSID
  [
    0x50,
    (m) => {
      m.push(m.hooks.persistent(m.cursor.line()));
    },
  ], // PERSID
  [
    0x70,
    (m) => {
      m.put(memoKey(m));
    },
  ], // PUT
  [
    0x71,
    (m) => {
      m.put(m.cursor.uint8());
    },
  ], // BINPUT
  [
    0x72,
    (m) => {
      m.put(m.cursor.uint32());
    },
  ], // LONG_BINPUT
  [
    0x67,
    (m) => {
      m.get(memoKey(m));
    },
  ], // GET
  [
    0x68,
    (m) => {
      m.get(m.cursor.uint8());
    },
  ], // BINGET
  [
    0x6a,
    (m) => {
      m.get(m.cursor.uint32());
    },
  ], // LONG_BINGET
  [
    0x94,
    (m) => {
      m.memoize();
    },
  ], // MEMOIZE
];
