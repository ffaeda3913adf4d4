// Positions of ids: an open hash table. A table is three int32: address of the slots (int32, −1 where empty), their number
// less 1, and the address of the ids (float64) by position.

/** @returns position of an id, −1 if it is unknown */
@inline
export function findId(table: usize, id: i64): i32 {
  const slots = <usize>load<u32>(table);
  const mask = load<u32>(table, 4);
  const ids = <usize>load<u32>(table, 8);
  let slot = hash(id) & mask;
  while (true) {
    const position = load<i32>(slots + ((<usize>slot) << 2));
    if (position < 0 || load<f64>(ids + ((<usize>position) << 3)) == <f64>id) return position;
    slot = (slot + 1) & mask;
  }
}

/** Puts `count` ids into empty slots; the first of equal ids stays. */
export function fillTable(table: usize, count: i32): void {
  const slots = <usize>load<u32>(table);
  const mask = load<u32>(table, 4);
  const ids = <usize>load<u32>(table, 8);
  memory.fill(slots, 255, ((<usize>mask) + 1) << 2);
  for (let position = 0; position < count; position++) {
    let slot = hash(<i64>load<f64>(ids + ((<usize>position) << 3))) & mask;
    while (load<i32>(slots + ((<usize>slot) << 2)) >= 0) slot = (slot + 1) & mask;
    store<i32>(slots + ((<usize>slot) << 2), position);
  }
}

/** Fibonacci hashing: consecutive ids fall far apart. */
@inline
function hash(id: i64): u32 {
  return <u32>((<u64>id * 0x9e3779b97f4a7c15) >> 32);
}
