import { ShapeError, UserError } from '@ecm/core';
import type { Tensor } from '@ecm/core/model';

/**
 * Checks the shapes of a classification loss's arguments.
 *
 * @param columns number of columns that the logits must have, or `undefined` if any will do
 * @throws ShapeError
 */
export function checkShapes(name: string, logits: Tensor, labels: Int32Array, weights: Float32Array | undefined, columns?: number): void {
  const [rows, found] = logits.shape;
  if (logits.rank !== 2 || (columns !== undefined && found !== columns)) {
    throw new ShapeError(`${name}: logits`, `[rows, ${columns ?? 'columns'}]`, logits.shape);
  }
  if (labels.length !== rows) throw new ShapeError(`${name}: labels`, `one per row of the logits, [${rows}]`, [labels.length]);
  if (weights !== undefined && weights.length !== rows && weights.length !== rows * found) {
    throw new ShapeError(`${name}: weights`, `one per row [${rows}] or per logit [${rows * found}]`, [weights.length]);
  }
}

/** @throws UserError if a label is not in 0 … `classes` (the background), nor `ignored` */
export function checkLabels(name: string, labels: Int32Array, classes: number, ignored?: number): void {
  const at = labels.findIndex((label) => (label < 0 || label > classes) && label !== ignored);
  if (at >= 0) {
    throw new UserError(
      `${name}: the label of row ${at} is ${labels[at]}, but labels of ${classes} classes run from 0 to ${classes} (the background). ` +
        `Check that the data set and the detector have the same classes.`,
    );
  }
}
