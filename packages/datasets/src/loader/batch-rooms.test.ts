import { expect, it } from 'vitest';

import { BatchRooms } from './batch-rooms.js';

it('gives the smallest memory that is large enough', () => {
  const rooms = new BatchRooms(false);
  const [small, middle, large] = [10, 20, 30].map((length) => new Float32Array(length));
  for (const pixels of [middle, large, small]) rooms.give(pixels);
  expect(rooms.take(11)).toBe(middle.buffer);
  expect(rooms.take(10)).toBe(small.buffer);
  expect(rooms.take(10)).toBe(large.buffer);
  expect(rooms.take(1)).toBeUndefined();
});

it('drops the smallest when none is large enough, so that memory is kept for no more batches than were in use', () => {
  const rooms = new BatchRooms(false);
  const [small, middle] = [10, 20].map((length) => new Float32Array(length));
  for (const pixels of [middle, small]) rooms.give(pixels);
  expect(rooms.take(21)).toBeUndefined();
  expect(rooms.take(1)).toBe(middle.buffer);
  expect(rooms.take(1)).toBeUndefined();
});

it('takes the same memory once, and the whole of it', () => {
  const rooms = new BatchRooms(false);
  const { buffer } = new Float32Array(40);
  rooms.give(new Float32Array(buffer, 0, 5));
  rooms.give(new Float32Array(buffer, 0, 7));
  expect(rooms.take(40)).toBe(buffer);
  expect(rooms.take(1)).toBeUndefined();
});

it('leaves memory of another kind, and memory that went to another thread, alone', () => {
  const [rooms, sharedRooms] = [new BatchRooms(false), new BatchRooms(true)];
  rooms.give(new Float32Array(new SharedArrayBuffer(8)));
  const moved = new Float32Array(2);
  structuredClone(moved, { transfer: [moved.buffer] });
  rooms.give(moved);
  expect(rooms.take(0)).toBeUndefined();
  const own = new Float32Array(2);
  sharedRooms.give(own);
  expect(sharedRooms.take(2)).not.toBe(own.buffer);
});

it('makes shared memory for those who give theirs back, but not for others', () => {
  const rooms = new BatchRooms(true);
  expect(rooms.take(3)).toBeUndefined();
  rooms.give(new Float32Array(3));
  const made = rooms.take(3);
  expect(made).toBeInstanceOf(SharedArrayBuffer);
  expect(made?.byteLength).toBe(12);
  rooms.give(new Float32Array(made ?? new ArrayBuffer(0)));
  expect(rooms.take(2)).toBe(made);
});
