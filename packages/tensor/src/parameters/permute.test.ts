import { expect, it } from 'vitest';

import { permute } from './permute.js';

it('reorders axes: result[k][i][j] = data[i][j][k] for the order 2, 0, 1', () => {
  const data = Float32Array.from({ length: 24 }, (_, i) => i);
  const result = permute(data, [2, 3, 4], [2, 0, 1]);
  const at = (i: number, j: number, k: number) => (i * 3 + j) * 4 + k;
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 3; j++) for (let k = 0; k < 4; k++) expect(result[(k * 2 + i) * 3 + j]).toBe(at(i, j, k));
  }
});
