import type { Annotation, Dataset } from '@ecm/core';

import { SegmentationColumn } from '../masks/segmentation-column.js';
import { GroundTruthBuilder } from './ground-truth-builder.js';
import type { GroundTruthTable } from './ground-truth-table.js';
import { CROWD_FLAG, IGNORE_FLAG } from './ground-truth-table.js';

/** Puts the annotations of a data set into columns. @param masks keep segmentations, for mask evaluation */
export function groundTruthFromDataset(dataset: Dataset, masks: boolean): GroundTruthTable {
  const builder = new GroundTruthBuilder(dataset.file, masks ? { segmentations: new SegmentationColumn() } : {});
  for (const category of dataset.categories) builder.addCategory(category);
  for (let index = 0; index < dataset.size; index++) {
    const image = dataset.image(index);
    for (const id of image.negativeCategoryIds) builder.negative.push(id);
    for (const id of image.notExhaustiveCategoryIds) builder.notExhaustive.push(id);
    builder.addImage(image.id, image.height, image.width);
    for (const annotation of dataset.annotations(index)) addAnnotation(builder, image.id, annotation);
  }
  return builder.finish();
}

function addAnnotation(builder: GroundTruthBuilder, imageId: number, annotation: Annotation): void {
  const flags = (annotation.ignore ? IGNORE_FLAG : 0) | (annotation.crowd ? CROWD_FLAG : 0);
  builder.annotations.push(annotation.id, imageId, annotation.categoryId, annotation.area, annotation.box, flags);
  const { segmentation } = annotation;
  if (builder.segmentations === undefined) return;
  if (segmentation !== undefined && 'runLengths' in segmentation) builder.segmentations.addRunLengths(segmentation.runLengths.counts);
  else {
    for (const polygon of segmentation?.polygons ?? []) builder.segmentations.addRing(polygon);
    builder.segmentations.endPolygons();
  }
}
