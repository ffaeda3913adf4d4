/** What an image of the world will show and say. */
export interface ImagePlan {
  /** Class of each annotated object. */
  readonly labels: readonly number[];
  /** Class of one more object that is drawn but not annotated, or −1. */
  readonly unlabelled: number;
  /** Classes named as absent, ascending. */
  readonly negatives: readonly number[];
}
