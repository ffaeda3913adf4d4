export type { AnnotationFormat } from '../annotations/annotation-forms.js';
export { annotationForms } from '../annotations/annotation-forms.js';
export { cocoComponent } from '../coco/coco.component.js';
export type { CocoConfig } from '../coco/coco.schema.js';
export { datasetsComponents } from '../components.js';
export type { Picture } from '../loader/decode-image.js';
export { decodeImage } from '../loader/decode-image.js';
export type { LoaderOptions } from '../loader/loader.schema.js';
export { loaderSchema } from '../loader/loader.schema.js';
export type { TestingSourceOptions } from '../loader/testing-source.js';
export { TestingSource } from '../loader/testing-source.js';
export type { TrainingSourceOptions } from '../loader/training-source.js';
export { TrainingSource } from '../loader/training-source.js';
export { lvisComponent } from '../lvis/lvis.component.js';
export type { LvisConfig } from '../lvis/lvis.schema.js';
export type { OpenImagesFiles } from '../open-images/convert-open-images.js';
export { convertOpenImages } from '../open-images/convert-open-images.js';
export { exportOpenImages } from '../open-images/export-open-images.js';
export { openImagesComponent } from '../open-images/open-images.component.js';
export type { OpenImagesConfig } from '../open-images/open-images.schema.js';
export type { OpenImagesDatasetOptions } from '../open-images/open-open-images.js';
export { openOpenImages } from '../open-images/open-open-images.js';
export type {
  GlyphCrop,
  GlyphCropOptions,
  GlyphSetName,
  GlyphSetOrigin,
  SynthesisReport,
  SynthesisRequest,
  WorldDigest,
  WorldIdentity,
  WorldOptions,
  WorldPreset,
  WorldRecord,
  WorldRequest,
} from '../synthetic/index.js';
export {
  defaultWorldOptions,
  GlyphCrops,
  glyphSetNames,
  resolveWorldOptions,
  synthesize,
  worldPresetNames,
  worldPresets,
} from '../synthetic/index.js';
export { convertFile } from '../tools/convert-file.js';
export { convertVoc } from '../tools/convert-voc.js';
export { mergeFiles } from '../tools/merge-files.js';
export type { PartitionResult, SplitOptions, WrittenFile } from '../tools/partition-file.js';
export { shardFile, splitFile } from '../tools/partition-file.js';
export { RecordWriter, writeRecordFiles } from '../tools/record-writer.js';
export type { VerifyOptions } from '../tools/verify-file.js';
export { verifyFile } from '../tools/verify-file.js';
export type { VocExport } from '../voc/export-voc.js';
export { exportVoc } from '../voc/export-voc.js';
export type { VocOptions } from '../voc/open-voc.js';
export { openVoc } from '../voc/open-voc.js';
export type { VocFolder } from '../voc/read-voc-folder.js';
export { readVocFolder } from '../voc/read-voc-folder.js';
export { vocComponent } from '../voc/voc.component.js';
export type { VocConfig } from '../voc/voc.schema.js';
export type { FileDatasetOptions } from './open-annotation-file.js';
export { openAnnotationFile } from './open-annotation-file.js';
export { readAnnotationFile } from './read-annotation-file.js';
export type { CountedClass } from './read-class-counts.js';
export { readClassCounts } from './read-class-counts.js';
export { readRecords } from './read-records.js';
export type { SectionTaker } from './read-sections.js';
export { readSections } from './read-sections.js';
export { summarizeFile } from './summarize-file.js';
