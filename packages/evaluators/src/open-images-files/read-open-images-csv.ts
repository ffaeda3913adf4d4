import type { OpenImagesCategory, OpenImagesTable, OpenImagesTruthOptions } from '../open-images/open-images-table.js';
import { OpenImagesTableBuilder } from '../open-images/open-images-table-builder.js';
import { CsvProblem } from './csv-problem.js';
import { readCsv } from './read-csv.js';
import { readImageSizes } from './read-image-sizes.js';

/** The csv files of Open Images; each may be compressed with gzip. */
export interface OpenImagesCsvFiles {
  /** Columns ImageID, LabelName, XMin, XMax, YMin, YMax, IsGroupOf and any others. */
  readonly boxes: string;
  /** `LabelName,display name` without a header; classes get the ids 1, 2, … in this order, or those of a third column. */
  readonly classes: string;
  /** Columns ImageID, LabelName, Confidence and any others. */
  readonly imageLabels?: string;
  /**
   * Columns ImageID, width, height, or an annotation file in JSON, for results in pixels; without it coordinates are fractions
   * of the image.
   */
  readonly imageSizes?: string;
}

/**
 * Reads ground truth from the csv files of Open Images, row by row. Images are those that a file names.
 *
 * @throws DataError with the row if a column, a number or an image's size is missing
 */
export async function readOpenImagesCsv(files: OpenImagesCsvFiles, options: OpenImagesTruthOptions = {}): Promise<OpenImagesTable> {
  const units = files.imageSizes === undefined ? 'fractions' : 'pixels';
  const builder = new OpenImagesTableBuilder({ source: files.boxes, units, complete: false });
  const idOf = new Map<string, number>();
  for (const category of await readOpenImagesClasses(files.classes)) {
    builder.addCategory(category);
    idOf.set(category.label, category.id);
  }
  const sizes = files.imageSizes === undefined ? undefined : await readImageSizes(files.imageSizes);
  const addImage = (id: string): void => {
    const size = sizes?.get(id);
    if (size !== undefined) builder.addImage(id, ...size);
    else if (sizes === undefined) builder.addImage(id);
    else throw new CsvProblem(`the size of image ${id} is not in ${files.imageSizes ?? ''}.`);
  };
  const boxColumns = ['ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax', 'IsGroupOf'];
  await readCsv(files.boxes, boxColumns, (row) => {
    const image = row.text(0);
    addImage(image);
    const [width, height] = sizes?.get(image) ?? [1, 1];
    const [x1, x2, y1, y2] = [row.number(2) * width, row.number(3) * width, row.number(4) * height, row.number(5) * height];
    builder.addBox(image, idOf.get(row.text(1)) ?? NaN, isSet(row.text(6)), x1, y1, x2, y2);
  });
  if (files.imageLabels !== undefined)
    await readCsv(files.imageLabels, ['ImageID', 'LabelName', 'Confidence'], (row) => {
      const image = row.text(0);
      addImage(image);
      builder.addLabel(image, idOf.get(row.text(1)) ?? NaN, row.number(2) > 0);
    });
  return builder.finish(options);
}

/** Reads a file of class descriptions. @throws DataError if a row has no label or an id is no number */
async function readOpenImagesClasses(file: string): Promise<OpenImagesCategory[]> {
  const classes: OpenImagesCategory[] = [];
  await readCsv(file, undefined, (row, number) => {
    const label = row.text(0);
    // Some copies have a first line of names.
    if (number === 1 && label === 'LabelName') return;
    if (label === '') throw new CsvProblem('the label is empty; expected "LabelName,display name".');
    classes.push({
      id: row.length > 2 ? row.number(2) : classes.length + 1,
      name: row.length > 1 ? row.text(1) : label,
      label,
    });
  });
  return classes;
}

/** Flags are 0 or 1 in all published files; −1 (unknown) in old ones counts as not set. */
function isSet(text: string): boolean {
  return text === '1' || text.toLowerCase() === 'true';
}
