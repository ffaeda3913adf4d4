import type { Proposals, Tensor2D } from '@ecm/core/model';

/** Downloads a tensor with one row per region and cuts it into the rows of each image. @param x float32 [R, D] */
export function rowsByImage(x: Tensor2D, proposals: readonly Proposals[]): Float32Array[] {
  const values = x.dataSync<'float32'>();
  const columns = x.shape[1];
  let start = 0;
  return proposals.map(({ boxes }) => {
    const end = start + (boxes.length / 4) * columns;
    const rows = values.subarray(start, end);
    start = end;
    return rows;
  });
}
