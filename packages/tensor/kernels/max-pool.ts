/** Maximum over windows of x [batch, height, width, channels]; cells outside count as minus infinity. */
export function maxPoolForward(
  x: usize,
  y: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  size: i32,
  stride: i32,
  padding: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  const cell = (<usize>channels) << 2;
  for (let n = 0; n < batch; n++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(oy * stride - padding, 0);
      const bottom = min(oy * stride - padding + size, height);
      for (let ox = 0; ox < outWidth; ox++) {
        const left = max(ox * stride - padding, 0);
        const right = min(ox * stride - padding + size, width);
        let c: usize = 0;
        for (; c + 16 <= cell; c += 16) v128.store(y + c, largestOfFour(x + c, cell, width, top, bottom, left, right));
        for (; c < cell; c += 4) f32.store(y + c, largest(x + c, cell, width, top, bottom, left, right));
        y += cell;
      }
    }
    x += <usize>height * <usize>width * cell;
  }
}

/** Gives dy to the first cell of each window that holds the maximum; dx is filled with zeros by the caller. */
export function maxPoolBackward(
  x: usize,
  dy: usize,
  dx: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  size: i32,
  stride: i32,
  padding: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  const cell = (<usize>channels) << 2;
  const gap = dx - x;
  for (let n = 0; n < batch; n++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(oy * stride - padding, 0);
      const bottom = min(oy * stride - padding + size, height);
      for (let ox = 0; ox < outWidth; ox++) {
        const left = max(ox * stride - padding, 0);
        const right = min(ox * stride - padding + size, width);
        let c: usize = 0;
        for (; c + 16 <= cell; c += 16) {
          const best = largestOfFour(x + c, cell, width, top, bottom, left, right);
          let rest = v128.load(dy + c);
          for (let i = top; i < bottom; i++) {
            for (let j = left; j < right; j++) {
              const at = x + c + <usize>(i * width + j) * cell;
              const here = f32x4.eq(v128.load(at), best);
              v128.store(at + gap, f32x4.add(v128.load(at + gap), v128.and(rest, here)));
              rest = v128.andnot(rest, here);
            }
          }
        }
        for (; c < cell; c += 4) {
          const best = largest(x + c, cell, width, top, bottom, left, right);
          let rest = f32.load(dy + c);
          for (let i = top; i < bottom; i++) {
            for (let j = left; j < right; j++) {
              const at = x + c + <usize>(i * width + j) * cell;
              if (f32.load(at) != best) continue;
              f32.store(at + gap, f32.load(at + gap) + rest);
              rest = 0;
            }
          }
        }
        dy += cell;
      }
    }
    x += <usize>height * <usize>width * cell;
  }
}

function largestOfFour(x: usize, cell: usize, width: i32, top: i32, bottom: i32, left: i32, right: i32): v128 {
  let best = f32x4.splat(-Infinity);
  for (let i = top; i < bottom; i++) {
    let at = x + <usize>(i * width + left) * cell;
    for (let j = left; j < right; j++) {
      best = f32x4.max(best, v128.load(at));
      at += cell;
    }
  }
  return best;
}

function largest(x: usize, cell: usize, width: i32, top: i32, bottom: i32, left: i32, right: i32): f32 {
  let best: f32 = -Infinity;
  for (let i = top; i < bottom; i++) {
    let at = x + <usize>(i * width + left) * cell;
    for (let j = left; j < right; j++) {
      best = max(best, f32.load(at));
      at += cell;
    }
  }
  return best;
}
