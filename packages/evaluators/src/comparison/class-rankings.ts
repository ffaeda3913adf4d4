/**
 * Detections of all classes with ground truth, best score first inside a class, with what they were matched to: all that AP
 * depends on. Class k has the detections `[starts[k], starts[k + 1])` and the ground truths `[truthStarts[k], truthStarts[k + 1])`.
 */
export interface ClassRankings {
  /** Positions in the category table, ascending. */
  readonly categories: Int32Array;
  readonly starts: Int32Array;
  /** Position of each detection's image in the image table. */
  readonly images: Int32Array;
  /** Bit t: right at IoU threshold t. */
  readonly hits: Int32Array;
  /** Bit t: neither right nor wrong at threshold t. */
  readonly ignored: Int32Array;
  /** 1: the next detection has the same score and lies on the same image. */
  readonly tied: Uint8Array;
  readonly truthStarts: Int32Array;
  /** Image of each ground truth that counts. */
  readonly truthImages: Int32Array;
}

/** Rankings of one class. */
export interface ClassRanking extends Pick<ClassRankings, 'images' | 'hits' | 'ignored' | 'tied' | 'truthImages'> {
  readonly category: number;
}

/** Puts classes one after the other, in ascending order. */
export function joinRankings(classes: readonly ClassRanking[]): ClassRankings {
  const sorted = classes.toSorted((a, b) => a.category - b.category);
  const starts = startsOf(sorted.map(({ images }) => images.length));
  const truthStarts = startsOf(sorted.map(({ truthImages }) => truthImages.length));
  const count = starts[sorted.length];
  const joined = {
    categories: Int32Array.from(sorted, ({ category }) => category),
    starts,
    images: new Int32Array(count),
    hits: new Int32Array(count),
    ignored: new Int32Array(count),
    tied: new Uint8Array(count),
    truthStarts,
    truthImages: new Int32Array(truthStarts[sorted.length]),
  };
  sorted.forEach(({ images, hits, ignored, tied, truthImages }, k) => {
    joined.images.set(images, starts[k]);
    joined.hits.set(hits, starts[k]);
    joined.ignored.set(ignored, starts[k]);
    joined.tied.set(tied, starts[k]);
    joined.truthImages.set(truthImages, truthStarts[k]);
  });
  return joined;
}

function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, k) => {
    starts[k + 1] = starts[k] + length;
  });
  return starts;
}
