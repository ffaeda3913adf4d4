// Entry of the mask kernels: masks are lists of positions, column by column, where set runs begin and end: int32, in pairs.
export { area, intersection } from './measures';
export { rasterise, roomToRasterise } from './rasterise';
export { decodeRuns, readRuns } from './runs';
