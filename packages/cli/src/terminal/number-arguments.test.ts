import { describe, expect, it } from 'vitest';

import { createProgram } from '../program.js';
import { finiteNumber, openFraction, positiveNumber, wholeNumber } from './number-arguments.js';

it('reads numbers', () => {
  expect([finiteNumber('-0.5'), finiteNumber('1e-3'), wholeNumber('-1'), positiveNumber('7'), openFraction('0.9')]).toEqual([
    -0.5, 0.001, -1, 7, 0.9,
  ]);
});

it('refuses what is none', () => {
  const wrong = [() => finiteNumber('ten'), () => finiteNumber(''), () => finiteNumber('Infinity'), () => wholeNumber('1.5')];
  for (const read of [...wrong, () => wholeNumber(''), () => positiveNumber('0'), () => openFraction('95')]) {
    expect(read).toThrow(/It must/u);
  }
});

describe('every option with a number', async () => {
  const commands = [...(await createProgram()).commands];
  for (const command of commands) commands.push(...(command.commands as typeof commands));
  const options = commands.flatMap((command) =>
    command.options
      .filter(({ flags }) => /<(?:number|pixels|score|share)>/u.test(flags))
      .map(({ flags, parseArg }) => ({ name: `${command.name()} ${flags}`, parseArg })),
  );

  it.each(options)('$name refuses a word', ({ parseArg }) => {
    expect(() => {
      parseArg?.('many', undefined);
    }).toThrow(/It must/u);
  });
});
