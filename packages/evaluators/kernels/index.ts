// Entry of the scanner: everything that the host calls, sets or asks for.
export { fillTable } from './lookup';
export { nearestDouble } from './nearest-double';
export { numberEnd, readNumber } from './number';
export { next, partsUsed, rowCount, valuesUsed } from './output';
export {
  categoryCounts,
  categoryTable,
  decision,
  heights,
  imageCounts,
  imageTable,
  judged,
  lean,
  positive,
  scanResults,
  widths,
  withMasks,
  words,
} from './results';
export { polygonKind, scanRows } from './rows';
export { parts, partsEnd, powers, rowLimit, rows, stepCount, steps, tail, tailLength, values, valuesEnd } from './settings';
