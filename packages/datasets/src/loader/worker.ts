import { move, transferableSymbol, valueSymbol } from 'piscina';
import sharp from 'sharp';

import { PictureWriter } from '../transforms/picture-writer.js';
import { assembleBatch } from './assemble-batch.js';
import type { BatchTask } from './batch-task.js';

// Every thread decodes different files; libvips would only keep copies.
sharp.cache(false);
const writer = new PictureWriter();

/** Entry of a loader thread: makes a batch (`BatchOutcome`) and hands its arrays over without copying them. */
export default async function work(task: BatchTask): Promise<unknown> {
  const outcome = await assembleBatch(task, writer);
  const { pixels, truths } = outcome.batch;
  const arrays = [pixels, ...truths.flatMap(({ boxes, labels, masks = [] }) => [boxes, labels, ...masks.map(({ counts }) => counts)])];
  const buffers = new Set(arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer));
  return move({ [transferableSymbol]: [...buffers], [valueSymbol]: outcome });
}
