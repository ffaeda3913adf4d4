import { createToken } from '../token.js';
import type { RunLengthMask } from './boxes.js';

/** Frequency group of a class by training images: rare, common, frequent. */
export type FrequencyGroup = 'r' | 'c' | 'f';

/** A class of a data set. Its label is its position in the list sorted by id. */
export interface Category {
  /** Id in files. */
  readonly id: number;
  readonly name: string;
  readonly frequency?: FrequencyGroup;
}

/** How often each class occurs in a training set, by label. */
export interface ClassStatistics {
  readonly categories: readonly Category[];
  /** Number of annotated objects of each class. */
  readonly instanceCounts: Float64Array;
  /** Number of images that contain each class. */
  readonly imageCounts: Float64Array;
  /** Number of images with at least one annotation. */
  readonly annotatedImages: number;
  /** Proper ancestors of each class by label, if the data set has a class hierarchy. */
  readonly ancestors?: readonly (readonly number[])[];
}

/** Token of the training set's class statistics. */
export const ClassStatisticsToken = createToken<ClassStatistics>('class-statistics');

/** A mask as files hold it: polygons `[x0, y0, x1, y1, …]`, or run lengths. */
export type Segmentation = { readonly polygons: readonly Float64Array[] } | { readonly runLengths: RunLengthMask };

/** One annotated object, in pixels of the original image. */
export interface Annotation {
  readonly id: number;
  readonly categoryId: number;
  /** `x, y, width, height`. */
  readonly box: readonly [number, number, number, number];
  readonly area: number;
  readonly segmentation?: Segmentation;
  readonly crowd: boolean;
  readonly ignore: boolean;
}

/** One image of a data set. */
export interface ImageRecord {
  readonly id: number;
  /** Path relative to the image root. */
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  /** Classes verified to be absent (federated annotation). */
  readonly negativeCategoryIds: readonly number[];
  /** Classes verified to be present, boxed or not (image-level labels of Open Images); absent where the form has no such list. */
  readonly positiveCategoryIds?: readonly number[];
  /** Classes that are present but not annotated exhaustively. */
  readonly notExhaustiveCategoryIds: readonly number[];
}

/** An annotated set of images with random access. */
export interface Dataset {
  readonly name: string;
  /** Path of the annotation file, for messages. */
  readonly file: string;
  readonly imageRoot: string;
  /** Sorted by id. */
  readonly categories: readonly Category[];
  readonly size: number;
  image(index: number): ImageRecord;
  annotations(index: number): readonly Annotation[];
  statistics(): ClassStatistics;
}

/** Order in which a training epoch visits images; the same for the same seed. */
export interface ImageSampler {
  /** @returns indices of images, one per visit */
  epoch(epoch: number): Int32Array;
}
