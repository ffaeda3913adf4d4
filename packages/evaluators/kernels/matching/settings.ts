// Addresses of columns in the host's memory, and the rules; see detection-batch.ts for what the columns hold.

/** float64 by detection, but images: int32, and the last two: uint8. */
export let detectionX: usize = 0;
export let detectionY: usize = 0;
export let detectionWidth: usize = 0;
export let detectionHeight: usize = 0;
export let detectionImages: usize = 0;
export let inside: usize = 0;
export let exempt: usize = 0;

/** float64 by ground truth, but images: int32, and the last two: uint8. */
export let truthX: usize = 0;
export let truthY: usize = 0;
export let truthWidth: usize = 0;
export let truthHeight: usize = 0;
export let truthImages: usize = 0;
export let truthIgnored: usize = 0;
export let truthCrowd: usize = 0;

/** IoU thresholds in ascending order, float64; at most 31. */
export let thresholds: usize = 0;
export let thresholdCount: i32 = 0;
/** Pairs of a lower overlap never match. */
export let lowest: f64 = 0;
export let rangeCount: i32 = 0;

/** Results, int32 by detection, those of one area range `maskBytes` behind those of the other. */
export let hits: usize = 0;
export let ignored: usize = 0;
export let maskBytes: usize = 0;
/** Ground truth by detection at the first threshold of the first range, int32; 0 if nobody asks. */
export let partners: usize = 0;

/** Working memory by ground truth: candidates of one detection (int32, float64), and bits of what is taken (int32 for each range). */
export let positions: usize = 0;
export let overlaps: usize = 0;
export let taken: usize = 0;
