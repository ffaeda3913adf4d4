import { ConfigError, type RandomStream } from '@ecm/core';

/**
 * Deals the instances of all classes out to images: first one to each image, then each of the others to a random image with room.
 *
 * @param counts instances by class
 * @param split name of the split, for messages
 * @returns classes of the objects of each image
 * @throws ConfigError if there are fewer instances than images or more than fit
 */
export function dealInstances(
  counts: Int32Array,
  { images, maxObjects, split }: { readonly images: number; readonly maxObjects: number; readonly split: string },
  random: RandomStream,
): number[][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const path = `/${split}Images`;
  if (total < images) {
    const advice = `Ask for at most ${total} images or for more instances.`;
    throw new ConfigError([{ path, message: `${total} instances do not give each of ${images} images an object. ${advice}` }]);
  }
  if (total > images * maxObjects) {
    const advice = `Ask for at least ${Math.ceil(total / maxObjects)} images or for fewer instances.`;
    throw new ConfigError([{ path, message: `${total} instances do not fit into ${images} images of ${maxObjects} objects. ${advice}` }]);
  }
  const instances = Array.from(counts).flatMap((count, label) => new Array<number>(count).fill(label));
  const order = Array.from(random.permutation(total), (index) => instances[index]);
  const dealt = order.slice(0, images).map((label) => [label]);
  const open = maxObjects > 1 ? [...dealt] : [];
  for (const label of order.slice(images)) {
    const position = random.integer(open.length);
    const image = open[position];
    image.push(label);
    if (image.length === maxObjects) open.splice(position, 1);
  }
  return dealt;
}
