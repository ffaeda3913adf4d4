import { DetectionSink } from '../detections/detection-sink.js';
import type { DetectionStore } from '../detections/detection-store.js';
import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import { GroundTruthBuilder } from '../ground-truth/ground-truth-builder.js';
import type { GroundTruthTable } from '../ground-truth/ground-truth-table.js';
import { SegmentationColumn } from '../masks/segmentation-column.js';
import { ByteWindow } from './byte-window.js';
import { GroundTruthParser } from './ground-truth-parser.js';
import { parseChunks } from './parse-chunks.js';
import { ResultsParser } from './results-parser.js';

/** Bytes of a file in pieces, e.g. `blob.stream()` in a browser. */
export type ByteStream = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Reads an annotation file of LVIS or COCO from a stream; the file is never in memory as a whole.
 *
 * @param options.masks keep segmentations, for mask evaluation @param options.source name for messages
 * @throws DataError with the byte offset if the file is damaged, cut off or lacks a field
 */
export async function readGroundTruthStream(
  stream: ByteStream,
  { masks = false, source = 'ground truth', window = new ByteWindow() }: { masks?: boolean; source?: string; window?: ByteWindow } = {},
): Promise<GroundTruthTable> {
  const builder = new GroundTruthBuilder(source, masks ? { segmentations: new SegmentationColumn() } : {});
  await parseChunks(stream, new GroundTruthParser(builder), window, source);
  return builder.finish();
}

/** How results are read. */
export interface ResultStreamOptions {
  /** Name for messages. */
  readonly source?: string;
  readonly window?: ByteWindow;
}

/**
 * Adds the detections of a result file, from a stream, to an evaluator.
 *
 * @throws DataError with the byte offset if the file is damaged or cut off, lacks a field or names unknown images
 */
export async function readResultStream(stream: ByteStream, evaluator: TableEvaluator, options: ResultStreamOptions = {}): Promise<void> {
  evaluator.addStore(await storeResults(stream, evaluator, false, options));
}

/** Reads a result file into a store for an evaluator. @param lean only count detections that are not judged */
export async function storeResults(
  stream: ByteStream,
  evaluator: TableEvaluator,
  lean: boolean,
  { source = 'results', window = new ByteWindow() }: ResultStreamOptions = {},
): Promise<DetectionStore> {
  const store = evaluator.createStore(lean);
  const sink = new DetectionSink(evaluator.truth, evaluator.federation, store);
  await parseChunks(stream, new ResultsParser(sink), window, source);
  return store;
}
