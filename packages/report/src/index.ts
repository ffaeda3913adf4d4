export { powerLabel } from './charts/power-label.js';
export type { Axis, Series, XyChart } from './charts/xy-chart.js';
export type {
  ClassCurves,
  ComparisonRecord,
  DetailedRecord,
  DifferenceRecord,
  ErrorCount,
  ErrorRecord,
  EvaluationRecord,
  ImageErrors,
  SceneObject,
} from './evaluation/evaluation-record.js';
export type { EvaluationReport } from './evaluation/evaluation-report.js';
export { renderEvaluation } from './evaluation/render-evaluation.js';
export type { Figure, FigureTable, Panel } from './figures/figure.js';
export { figureSvg } from './figures/figure-svg.js';
export type { FiguresRequest } from './figures/render-figures.js';
export { renderFigures } from './figures/render-figures.js';
export type { SheetCell, SheetLayout } from './pictures/contact-sheet.js';
export { contactSheet } from './pictures/contact-sheet.js';
export { drawObjects } from './pictures/draw-objects.js';
export type { AnnotationContext, DetectionChoice, DrawnObject } from './pictures/drawn-object.js';
export { objectsOfAnnotations, objectsOfDetections } from './pictures/drawn-object.js';
export { encodePicture, readPicture, resizePicture } from './pictures/picture-files.js';
export type { Colour, PixelRectangle } from './pictures/raster.js';
export { Raster } from './pictures/raster.js';
export type { ShrunkPicture } from './pictures/shrink-annotation.js';
export { shrinkAnnotation } from './pictures/shrink-annotation.js';
export { parseLog } from './record/parse-log.js';
export type { ClassCount, ClassMargin, GalleryItem, LogRow, RunRecord } from './record/run-record.js';
export type { ReportRequest } from './render-report.js';
export { renderReport } from './render-report.js';
export type { ApTable } from './tables/ap-table.js';
export { apTables, apTableText } from './tables/ap-table.js';
export { csvText } from './tables/csv-text.js';
