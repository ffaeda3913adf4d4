/** Copies the rows of x [·, width] that `indices` names. */
export function gatherRows(x: usize, indices: usize, y: usize, count: i32, width: i32): void {
  const bytes = (<usize>width) << 2;
  if (width == 1) {
    for (let i = 0; i < count; i++) f32.store(y + ((<usize>i) << 2), f32.load(x + ((<usize>load<u32>(indices + ((<usize>i) << 2))) << 2)));
    return;
  }
  for (let i = 0; i < count; i++) {
    memory.copy(y, x + <usize>load<u32>(indices) * bytes, bytes);
    indices += 4;
    y += bytes;
  }
}

/** Writes the sum of the rows of y [count, width] to the rows of x [rows, width] that `indices` names; rows without one become 0. */
export function scatterAddRows(y: usize, indices: usize, x: usize, count: i32, rows: i32, width: i32): void {
  const bytes = (<usize>width) << 2;
  memory.fill(x, 0, <usize>rows * bytes);
  for (let i = 0; i < count; i++) {
    const row = load<i32>(indices);
    indices += 4;
    if (row >= 0 && row < rows) addTo(x + <usize>row * bytes, y, width);
    y += bytes;
  }
}

function addTo(target: usize, from: usize, size: i32): void {
  let i = 0;
  for (; i <= size - 4; i += 4) {
    v128.store(target, f32x4.add(v128.load(target), v128.load(from)));
    target += 16;
    from += 16;
  }
  for (; i < size; i++) {
    f32.store(target, f32.load(target) + f32.load(from));
    target += 4;
    from += 4;
  }
}
