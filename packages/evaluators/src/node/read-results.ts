import { DetectionSink } from '../detections/detection-sink.js';
import type { DetectionStore } from '../detections/detection-store.js';
import type { TableEvaluator } from '../evaluator/table-evaluator.js';
import { ResultsParser } from '../reading/results-parser.js';
import { isGzip, parseFile, parseGzipFile } from './file-source.js';

/**
 * Adds the detections of a result file of any length to an evaluator; several files may follow one another.
 *
 * Detections that are not judged are only counted at first; if a limit turns out to bind, the file is read once more.
 *
 * @throws DataError with the byte offset if the file is damaged or cut off, lacks a field or names unknown images
 */
export async function readResults(file: string, evaluator: TableEvaluator): Promise<void> {
  if (isGzip(file)) {
    const store = evaluator.createStore(false);
    await parseGzipFile(file, parserInto(store, evaluator));
    evaluator.addStore(store);
    return;
  }
  const read = (lean: boolean): DetectionStore => {
    const store = evaluator.createStore(lean);
    parseFile(file, parserInto(store, evaluator));
    return store;
  };
  evaluator.addStore(read(true), () => read(false));
}

function parserInto(store: DetectionStore, { truth, federation }: TableEvaluator): ResultsParser {
  return new ResultsParser(new DetectionSink(truth, federation, store));
}
