import type { SeededRandom } from '@ecm/core';

/**
 * Divides images among parts so that each class, the rarest first, is divided in the wanted proportion as well as whole images
 * allow; the number of images of each part is exact.
 *
 * @param labels distinct classes of each image, 0 … n − 1
 * @param sizes number of images of each part; they add up to the number of images
 * @returns part of each image
 * @see Sechidis, Tsoumakas and Vlahavas, On the Stratification of Multi-Label Data, ECML PKDD 2011, algorithm 1
 */
export function stratifiedParts(labels: readonly ArrayLike<number>[], sizes: readonly number[], random: SeededRandom): Int32Array {
  const total = labels.length;
  const imagesOf: number[][] = [];
  const order = random.permutation(total);
  for (let i = 0; i < total; i++) for (const label of Array.from(labels[order[i]])) (imagesOf[label] ??= []).push(order[i]);
  const left = [...sizes];
  const wanted = imagesOf.map((images) => sizes.map((size) => (images.length * size) / total));
  const remaining = Int32Array.from(imagesOf, (images) => (images as number[] | undefined)?.length ?? 0);
  const parts = new Int32Array(total).fill(-1);

  const assign = (image: number, label: number | undefined): void => {
    let best = -1;
    for (let part = 0; part < sizes.length; part++) {
      if (left[part] > 0 && (best < 0 || prefers(part, best, label))) best = part;
    }
    parts[image] = best;
    left[best]--;
    for (const other of Array.from(labels[image])) {
      wanted[other][best]--;
      remaining[other]--;
    }
  };
  const prefers = (part: number, best: number, label: number | undefined): boolean => {
    const gain = label === undefined ? 0 : wanted[label][part] - wanted[label][best];
    return gain > 0 || (gain === 0 && left[part] > left[best]);
  };

  for (;;) {
    let rarest = -1;
    for (let label = 0; label < remaining.length; label++) {
      if (remaining[label] > 0 && (rarest < 0 || remaining[label] < remaining[rarest])) rarest = label;
    }
    if (rarest < 0) break;
    for (const image of imagesOf[rarest]) if (parts[image] < 0) assign(image, rarest);
  }
  for (const image of order) if (parts[image] < 0) assign(image, undefined);
  return parts;
}
