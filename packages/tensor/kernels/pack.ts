// Packing of the right side of a product into panels of eight columns, see tile.ts.

/** @returns bytes of a packed right side */
export function packedBytes(k: i32, n: i32): usize {
  return (<usize>((n + 7) >> 3) * <usize>k) << 5;
}

/**
 * Packs k rows; element (row, column) lies at `source + 4 · (row · rowStride + column · columnStride)`.
 *
 * @param target address of the first of the k rows in the first panel
 * @param panelBytes distance of panels
 */
export function pack(source: usize, rowStride: i32, columnStride: i32, k: i32, n: i32, target: usize, panelBytes: usize): void {
  for (let column = 0; column < n; column += 8) {
    const from = source + ((<usize>column * <usize>columnStride) << 2);
    const columns = min(8, n - column);
    if (columns == 8 && columnStride == 1) packRows(from, (<usize>rowStride) << 2, k, target);
    else if (columns == 8 && rowStride == 1) packColumns(from, (<usize>columnStride) << 2, k, target);
    else packPart(from, (<usize>rowStride) << 2, (<usize>columnStride) << 2, k, columns, target);
    target += panelBytes;
  }
}

function packRows(from: usize, stride: usize, k: i32, target: usize): void {
  for (let row = 0; row < k; row++) {
    v128.store(target, v128.load(from));
    v128.store(target, v128.load(from, 16), 16);
    from += stride;
    target += 32;
  }
}

/** Eight columns of contiguous floats, turned four by four. */
function packColumns(from: usize, stride: usize, k: i32, target: usize): void {
  let row = 0;
  for (; row <= k - 4; row += 4) {
    turn(from, stride, target);
    turn(from + (stride << 2), stride, target + 16);
    from += 16;
    target += 128;
  }
  if (row < k) packPart(from, 4, stride, k - row, 8, target);
}

function turn(from: usize, stride: usize, target: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + stride);
  const c = v128.load(from + stride * 2);
  const d = v128.load(from + stride * 3);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(target, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 32);
  v128.store(target, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 64);
  v128.store(target, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 96);
}

/** Any strides, any number of columns; missing columns are zero. */
function packPart(from: usize, rowStride: usize, columnStride: usize, k: i32, columns: i32, target: usize): void {
  for (let row = 0; row < k; row++) {
    let at = from;
    for (let column = 0; column < 8; column++) {
      f32.store(target + ((<usize>column) << 2), column < columns ? f32.load(at) : 0);
      at += column < columns - 1 ? columnStride : 0;
    }
    from += rowStride;
    target += 32;
  }
}
