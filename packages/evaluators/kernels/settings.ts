// What the host sets before it scans: addresses in the memory that both share, and limits.

/** Powers of ten, see nearest-double.ts. */
export let powers: usize = 0;

/** Steps of the record, see record.ts. */
export let steps: usize = 0;
export let stepCount: i32 = 0;
/** The fixed text behind the last value. */
export let tail: usize = 0;
export let tailLength: i32 = 0;

/** Room for rows. */
export let rows: usize = 0;
export let rowLimit: i32 = 0;
/** Room for the values of lists, polygons and masks. */
export let values: usize = 0;
export let valuesEnd: usize = 0;
/** Room for lengths of polygons, int32. */
export let parts: usize = 0;
export let partsEnd: usize = 0;
