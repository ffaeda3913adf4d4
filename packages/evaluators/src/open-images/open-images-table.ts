/** A class of Open Images. */
export interface OpenImagesCategory {
  readonly id: number;
  readonly name: string;
  /** Machine name in hierarchy and csv files, e.g. `/m/01g317`. */
  readonly label: string;
}

/** Ground truth of Open Images in columns. Coordinates are pixels or fractions, the same as those of the detections. */
export interface OpenImagesTable {
  /** Ids in ascending order by code unit: it decides between equal scores. */
  readonly imageIds: readonly string[];
  readonly categories: readonly OpenImagesCategory[];
  /** Classes that are verified on each image, present or absent; positions in `categories`. */
  readonly verified: readonly ReadonlySet<number>[];
  readonly boxes: OpenImagesBoxes;
}

/** Annotated boxes, one row each. */
export interface OpenImagesBoxes {
  readonly count: number;
  /** Positions in `imageIds` and `categories`. */
  readonly images: Int32Array;
  readonly categories: Int32Array;
  /** `x1, y1, x2, y2`; float64 [count · 4]. */
  readonly corners: Float64Array;
  /** 1: the box stands for a group of objects. */
  readonly groupOf: Uint8Array;
}

/** A box as it is collected. */
export interface OpenImagesBoxEntry {
  readonly image: string;
  readonly category: number;
  readonly corners: readonly [number, number, number, number];
  readonly groupOf: boolean;
}

/** A class that annotators have confirmed or denied on an image; `category` is a position in the list of classes. */
export interface ImageLabelEntry {
  readonly image: string;
  readonly category: number;
  readonly present: boolean;
}

/**
 * Makes a table. The classes of an image's boxes are verified on it, whatever its labels say.
 *
 * @param images ids of all images that are judged
 */
export function openImagesTable(
  images: Iterable<string>,
  categories: readonly OpenImagesCategory[],
  boxes: readonly OpenImagesBoxEntry[],
  labels: Iterable<ImageLabelEntry>,
): OpenImagesTable {
  const imageIds = [...new Set(images)].sort(byCodeUnit);
  const places = new Map(imageIds.map((id, i) => [id, i]));
  const verified = imageIds.map(() => new Set<number>());
  for (const { image, category } of labels) verified[places.get(image) ?? -1]?.add(category);
  const known = boxes.filter(({ image }) => places.has(image));
  for (const { image, category } of known) verified[places.get(image) ?? -1]?.add(category);
  return {
    imageIds,
    categories,
    verified,
    boxes: {
      count: known.length,
      images: Int32Array.from(known, ({ image }) => places.get(image) ?? -1),
      categories: Int32Array.from(known, ({ category }) => category),
      corners: Float64Array.from(known.flatMap(({ corners }) => corners)),
      groupOf: Uint8Array.from(known, ({ groupOf }) => Number(groupOf)),
    },
  };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
