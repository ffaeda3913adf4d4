export type { SheetCell, SheetLayout } from './pictures/contact-sheet.js';
export { contactSheet } from './pictures/contact-sheet.js';
export { drawObjects } from './pictures/draw-objects.js';
export type { AnnotationContext, DetectionChoice, DrawnObject } from './pictures/drawn-object.js';
export { objectsOfAnnotations, objectsOfDetections } from './pictures/drawn-object.js';
export { encodePicture, readPicture, resizePicture } from './pictures/picture-files.js';
export type { Colour, PixelRectangle } from './pictures/raster.js';
export { Raster } from './pictures/raster.js';
