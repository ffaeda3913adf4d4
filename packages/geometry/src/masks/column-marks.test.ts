import fc from 'fast-check';
import { expect, it } from 'vitest';

import { ColumnMarks } from './column-marks.js';

it('gives positions in ascending order, whatever the order in which they came, and forgets them', () => {
  const marks = new ColumnMarks();
  const positions = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 5 })), { maxLength: 600 });
  fc.assert(
    fc.property(positions, (cells) => {
      marks.clear();
      for (const [column, row] of cells) marks.add(column, row);
      const expected = cells.map(([column, row]) => 5 * column + row).sort((a, b) => a - b);
      expect(Array.from(marks.sorted(5, 7))).toEqual([...expected, 35]);
    }),
  );
});
