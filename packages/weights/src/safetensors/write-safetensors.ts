import { CheckpointError } from '@ecm/core';

import { elementTypeOf, elementWidth } from '../element/element-type.js';
import type { ElementType, TensorData } from '../element/element-type.js';
import { encodeElements } from '../element/encode.js';
import { elementCount } from '../weight-file.js';
import { headerLimit, metadataKey, safetensorsTypes } from './format.js';

/** A tensor to be written. */
export interface WritableTensor {
  readonly shape: readonly number[];
  /** Read once, when its turn comes: a getter keeps one tensor in memory at a time. */
  readonly data: TensorData;
  /** Type in the file; the type of `data` if absent. */
  readonly type?: ElementType;
}

interface Planned {
  readonly name: string;
  readonly type: ElementType;
  readonly tensor: WritableTensor;
}

/**
 * Writes a safetensors file piece by piece: the header, then each tensor's bytes. Wide elements come first, so that all data is
 * aligned; equal input gives equal bytes.
 *
 * @throws CheckpointError if a name is taken by the format or data does not fit its shape
 */
export function* safetensorsChunks(
  tensors: Readonly<Record<string, WritableTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Generator<Uint8Array> {
  const planned = plan(tensors);
  yield encodeHeader(planned, metadata);
  for (const { name, type, tensor } of planned) {
    const { data } = tensor;
    if (data.length !== elementCount(tensor.shape)) {
      throw new CheckpointError('safetensors', name, `${data.length} elements do not fill the shape [${tensor.shape.join(', ')}].`);
    }
    yield encodeElements(type, data);
  }
}

/** @returns a whole safetensors file in memory */
export function encodeSafetensors(
  tensors: Readonly<Record<string, WritableTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const chunks = [...safetensorsChunks(tensors, metadata)];
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function plan(tensors: Readonly<Record<string, WritableTensor>>): Planned[] {
  const planned = Object.entries(tensors).map(([name, tensor]) => {
    if (name === metadataKey) throw new CheckpointError('safetensors', name, 'a tensor cannot have this name, the format uses it.');
    return { name, type: tensor.type ?? elementTypeOf(tensor.data), tensor };
  });
  return planned.sort((a, b) => elementWidth[b.type] - elementWidth[a.type] || (a.name < b.name ? -1 : 1));
}

function encodeHeader(planned: readonly Planned[], metadata: Readonly<Record<string, string>>): Uint8Array {
  let end = 0;
  const entries = planned.map(({ name, type, tensor }): [string, unknown] => {
    const begin = end;
    end += elementCount(tensor.shape) * elementWidth[type];
    return [name, { dtype: safetensorsTypes[type], shape: tensor.shape, data_offsets: [begin, end] }];
  });
  const about = Object.keys(metadata).length === 0 ? [] : [[metadataKey, metadata] as [string, unknown]];
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...about, ...entries])));
  const length = Math.ceil(json.length / 8) * 8;
  if (length > headerLimit)
    throw new CheckpointError('safetensors', '', `the header would have ${length} bytes, the limit is ${headerLimit}.`);
  const bytes = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  return bytes;
}
