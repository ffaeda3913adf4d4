/** Row numbers grouped by category, by image inside a category, in their old order inside an image. */
export interface GroupedRows {
  readonly rows: Int32Array;
  /** Image of each of them; kept beside, because looking it up in the tables would leave the cache. */
  readonly images: Int32Array;
  /** Category c has the rows `[starts[c], starts[c + 1])`. */
  readonly starts: Int32Array;
}

/** A row's place and what it is grouped by; negative where it takes no part. */
export interface RowKeys {
  /** Visits the rows that take part, in order, twice the same. */
  forEach(visit: (row: number, image: number, category: number) => void): void;
}

/** Groups rows by two stable counting sorts; the first one is skipped where images come in ascending order. */
export function groupRows(keys: RowKeys, images: number, categories: number): GroupedRows {
  const starts = new Int32Array(categories + 1);
  const imageEnds = new Int32Array(images + 1);
  let last = -1;
  let descents = 0;
  keys.forEach((_, image, category) => {
    starts[category + 1]++;
    imageEnds[image + 1]++;
    if (image < last) descents++;
    last = image;
  });
  for (let c = 0; c < categories; c++) starts[c + 1] += starts[c];
  const total = starts[categories];
  const ends = starts.slice(0, categories);
  const rows = new Int32Array(total);
  const imagesOfRows = new Int32Array(total);
  if (descents === 0) {
    keys.forEach((row, image, category) => {
      imagesOfRows[ends[category]] = image;
      rows[ends[category]++] = row;
    });
    return { rows, images: imagesOfRows, starts };
  }
  for (let i = 0; i < images; i++) imageEnds[i + 1] += imageEnds[i];
  const byImage = new Int32Array(total);
  const categoryOf = new Int32Array(total);
  const imageOf = new Int32Array(total);
  keys.forEach((row, image, category) => {
    const at = imageEnds[image]++;
    byImage[at] = row;
    imageOf[at] = image;
    categoryOf[at] = category;
  });
  for (let i = 0; i < total; i++) {
    const at = ends[categoryOf[i]]++;
    rows[at] = byImage[i];
    imagesOfRows[at] = imageOf[i];
  }
  return { rows, images: imagesOfRows, starts };
}
