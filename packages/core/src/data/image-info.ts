/** Where a network input comes from and how it was made. Sizes in pixels. */
export interface ImageInfo {
  /** Id in the data set; result files name it. */
  readonly id: number;
  readonly fileName: string;
  /** Size of the image file. */
  readonly originalHeight: number;
  readonly originalWidth: number;
  /** Size after resizing, before padding. */
  readonly height: number;
  readonly width: number;
  /** Size after padding this one image; the batch may be larger. */
  readonly paddedHeight: number;
  readonly paddedWidth: number;
  /** `width / originalWidth` and `height / originalHeight`, float32. */
  readonly scaleX: number;
  readonly scaleY: number;
  readonly flipped: boolean;
}
