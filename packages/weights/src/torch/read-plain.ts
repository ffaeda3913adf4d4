import { PickleCursor } from '../pickle/pickle-cursor.js';
import { unpickle } from '../pickle/unpickle.js';
import type { ByteSource } from '../source/byte-source.js';
import type { TorchArchive } from './torch-archive.js';

/** Reads one plain pickle, as Detectron2 and Caffe2 write them: dicts of numpy arrays. @throws CheckpointError if it is damaged */
export function readPlainPickle(source: ByteSource): TorchArchive {
  return { source, format: 'pickle', root: unpickle(new PickleCursor(source)) };
}
