import { expect, it } from 'vitest';

import { csvText } from './csv-text.js';

it('quotes what needs it and leaves cells without a value empty', () => {
  const rows = [
    ['a,"b"', 0.1],
    ['two\nlines', undefined],
    ['plain', 1 / 3],
  ];
  expect(csvText(['class', 'alpha'], rows)).toBe('class,alpha\n"a,""b""",0.1\n"two\nlines",\nplain,0.3333333333333333\n');
});
