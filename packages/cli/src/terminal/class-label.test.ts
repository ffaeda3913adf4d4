import { expect, it } from 'vitest';

import { classLabel } from './class-label.js';

it('leaves names alone that are as they should be', () => {
  for (const name of ['cup', 'שלום', '日本語', '💥 boom', 'x'.repeat(60), '<b>']) expect(classLabel(name)).toBe(name);
});

it('shows a mark for what would command the terminal', () => {
  expect(classLabel('a\nb\u001b[31mred\u202edlrow\u0000')).toBe('a�b�[31mred�dlrow�');
});

it('cuts what is too wide, between characters', () => {
  expect(classLabel('x'.repeat(3000))).toBe(`${'x'.repeat(59)}…`);
  expect(classLabel('💥'.repeat(61))).toBe(`${'💥'.repeat(59)}…`);
});
