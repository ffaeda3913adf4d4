import type { OpenImagesTable } from '../open-images/open-images-table.js';
import { TextIndex } from './text-index.js';

/** Places of images by their ids, and by the second ids of those that have one. */
export function imageIndex({ imageIds, aliases }: OpenImagesTable): TextIndex {
  const places = new Map(imageIds.map((id, place) => [id, place]));
  const others = Array.from(aliases, ([alias, id]) => [alias, places.get(id) ?? -1] as const);
  return new TextIndex([...places, ...others.filter(([, place]) => place >= 0)]);
}
