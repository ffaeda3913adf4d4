import { expect, it } from 'vitest';

import { bytesSource } from '../source/byte-source.js';
import { PickleCursor } from './pickle-cursor.js';
import { GlobalName, Placeholder } from './pickle-values.js';
import { unpickle } from './unpickle.js';

const read = (hex: string) => unpickle(new PickleCursor(bytesSource(Buffer.from(hex, 'hex'), 'a.pkl')));

// pickle.dumps(…, protocol) of CPython 3.11 of one dict: whole numbers of all sizes, texts, bytes, lists, sets, shared parts.
const dumps = [
  '286470300a56610a70310a49310a73566269670a70320a4c313138303539313632303731373431313330333432344c0a73566e65670a70330a492d350a7356660a70340a46312e350a7356740a70350a2849310a49320a49330a49340a7470360a73566c0a70370a286c70380a4e614930310a614930300a617356730a70390a5668e90a7031300a7356620a7031310a635f636f646563730a656e636f64650a7031320a28565c7530303030ff0a7031330a566c6174696e310a7031340a747031350a527031360a73567365740a7031370a635f5f6275696c74696e5f5f0a7365740a7031380a28286c7031390a49370a61747032300a527032310a735666730a7032320a635f5f6275696c74696e5f5f0a66726f7a656e7365740a7032330a28286c7032340a49380a61747032350a527032360a73566f640a7032370a63636f6c6c656374696f6e730a4f726465726564446963740a7032380a2874527032390a56780a7033300a493330300a7356790a7033310a4937303030300a73735673616d650a7033320a67380a732e',
  '7d71002858010000006171014b01580300000062696771024c313138303539313632303731373431313330333432344c0a58030000006e656771034afbffffff5801000000667104473ff80000000000005801000000747105284b014b024b034b0474710658010000006c71075d7108284e4930310a4930300a655801000000737109580300000068c3a9710a580100000062710b635f636f646563730a656e636f64650a710c28580300000000c3bf710d58060000006c6174696e31710e74710f52711058030000007365747111635f5f6275696c74696e5f5f0a7365740a7112285d71134b0761747114527115580200000066737116635f5f6275696c74696e5f5f0a66726f7a656e7365740a7117285d71184b086174711952711a58020000006f64711b63636f6c6c656374696f6e730a4f726465726564446963740a711c2952711d28580100000078711e4d2c01580100000079711f4a7011010075580400000073616d6571206808752e',
  '80027d71002858010000006171014b01580300000062696771028a0900000000000000004058030000006e656771034afbffffff5801000000667104473ff80000000000005801000000747105284b014b024b034b0474710658010000006c71075d7108284e8889655801000000737109580300000068c3a9710a580100000062710b635f636f646563730a656e636f64650a710c580300000000c3bf710d58060000006c6174696e31710e86710f52711058030000007365747111635f5f6275696c74696e5f5f0a7365740a71125d71134b0761857114527115580200000066737116635f5f6275696c74696e5f5f0a66726f7a656e7365740a71175d71184b086185711952711a58020000006f64711b63636f6c6c656374696f6e730a4f726465726564446963740a711c2952711d28580100000078711e4d2c01580100000079711f4a7011010075580400000073616d6571206808752e',
  '80037d71002858010000006171014b01580300000062696771028a0900000000000000004058030000006e656771034afbffffff5801000000667104473ff80000000000005801000000747105284b014b024b034b0474710658010000006c71075d7108284e8889655801000000737109580300000068c3a9710a580100000062710b430200ff710c5803000000736574710d636275696c74696e730a7365740a710e5d710f4b0761857110527111580200000066737112636275696c74696e730a66726f7a656e7365740a71135d71144b086185711552711658020000006f64711763636f6c6c656374696f6e730a4f726465726564446963740a71182952711928580100000078711a4d2c01580100000079711b4a7011010075580400000073616d65711c6808752e',
  '800495b8000000000000007d94288c0161944b018c03626967948a090000000000000000408c036e6567944afbffffff8c016694473ff80000000000008c017494284b014b024b034b0474948c016c945d94284e8889658c0173948c0368c3a9948c016294430200ff948c03736574948f94284b07908c02667394284b0891948c026f64948c0b636f6c6c656374696f6e73948c0b4f72646572656444696374949394295294288c0178944d2c018c0179944a70110100758c0473616d65946808752e',
  '800595b8000000000000007d94288c0161944b018c03626967948a090000000000000000408c036e6567944afbffffff8c016694473ff80000000000008c017494284b014b024b034b0474948c016c945d94284e8889658c0173948c0368c3a9948c016294430200ff948c03736574948f94284b07908c02667394284b0891948c026f64948c0b636f6c6c656374696f6e73948c0b4f72646572656444696374949394295294288c0178944d2c018c0179944a70110100758c0473616d65946808752e',
];

it.each(dumps.map((hex, protocol) => ({ protocol, hex })))('reads protocol $protocol', ({ protocol, hex }) => {
  const value = read(hex) as Map<string, unknown>;
  expect(value.get('a')).toBe(1);
  expect(value.get('big')).toBe(2n ** 70n);
  expect(value.get('neg')).toBe(-5);
  expect(value.get('f')).toBe(1.5);
  expect(value.get('t')).toEqual([1, 2, 3, 4]);
  expect(value.get('l')).toEqual([null, true, false]);
  expect(value.get('same')).toBe(value.get('l'));
  expect(value.get('s')).toBe('h\u00e9');
  expect(value.get('b')).toEqual(Uint8Array.of(0, 255));
  expect(value.get('od')).toEqual(
    new Map([
      ['x', 300],
      ['y', 70000],
    ]),
  );
  // Before protocol 4 sets are calls, which are not carried out.
  if (protocol >= 4) expect([value.get('set'), value.get('fs')]).toEqual([new Set([7]), new Set([8])]);
  else expect(value.get('set')).toBeInstanceOf(Placeholder);
});

/** Opcodes as text and bytes. */
const pickle = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.of(part)))).toString('hex');

it('keeps calls of unknown names as inert data', () => {
  const value = read(pickle('cos\nsystem\n(S"rm -rf"\ntR.'));
  expect(value).toEqual(new Placeholder(new GlobalName('os', 'system'), ['rm -rf']));
  // A name that every object has is no call of the list.
  expect(read(pickle('cconstructor\n\n)R.'))).toBeInstanceOf(Placeholder);
  expect((read(pickle('cmy\nDict\n)R(S"k"\nI1\nu}b.')) as Placeholder).states).toEqual([['k', 1], new Map()]);
});

it('refuses what is damaged, too deep, or not needed, with the reason', () => {
  const refusal = (hex: string) => {
    try {
      return `accepted ${String(read(hex))}`;
    } catch (error) {
      return String(error);
    }
  };
  expect({
    end: refusal(pickle('(I1\n')),
    extension: refusal(pickle(0x82, 1, '.')),
    instance: refusal(pickle('(ios\nsystem\n.')),
    emptyStack: refusal(pickle('0.')),
    missingMark: refusal(pickle('t.')),
    belowMark: refusal(pickle('I1\n(0.')),
    memo: refusal(pickle('h', 7, '.')),
    protocol: refusal(pickle(0x80, 9, '.')),
    depth: refusal(pickle('('.repeat(10_001), '.')),
    longText: refusal(pickle('X', 0xff, 0xff, 0xff, 0xff, 'abc.')),
    longInteger: refusal(pickle(0x8b, 0, 0, 1, 0, '.')),
    notNumber: refusal(pickle('Iabc\n.')),
    notList: refusal(pickle('I1\nI2\na.')),
    notDict: refusal(pickle(']I1\nI2\ns.')),
    badText: refusal(pickle('X', 1, 0, 0, 0, 0xff, '.')),
    outside: refusal(pickle('S"x"\nQ.')),
    stateOfNumber: refusal(pickle('I1\n}b.')),
  }).toMatchInlineSnapshot(`
    {
      "badText": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 6 The encoded data was not valid for encoding utf-8.",
      "belowMark": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 5 it takes a value from an empty stack.",
      "depth": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 10001 it is nested deeper than 10000.",
      "emptyStack": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 1 it takes a value from an empty stack.",
      "end": "CheckpointError: a.pkl: bytes 4 to 5 are needed, but the file has only 4; it is truncated or damaged, get it anew.",
      "extension": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 1 it has the opcode 0x82, which weight files do not use.",
      "instance": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 2 it has the opcode 0x69, which weight files do not use.",
      "longInteger": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 5 it has an integer of 65536 bytes.",
      "longText": "CheckpointError: a.pkl: bytes 5 to 4294967300 are needed, but the file has only 9; it is truncated or damaged, get it anew.",
      "memo": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 2 it asks for the remembered value 7, which is not there.",
      "missingMark": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 1 it goes back to a mark that is not there.",
      "notDict": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 8 it sets keys of something that is no dict.",
      "notList": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 7 it adds values to something that is no list.",
      "notNumber": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 5 "abc" is no whole number.",
      "outside": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 6 it refers to data outside.",
      "protocol": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 2 it has protocol 9, known are 0 to 5.",
      "stateOfNumber": "CheckpointError: a.pkl: the pickle is damaged or not a weight file: near byte 5 it gives a state to something that has none.",
    }
  `);
});
